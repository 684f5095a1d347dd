import { expect, test } from 'vitest'
import { coded, expectAllSpokenFor, imported, questionsOf, saidOf } from '../support/imports.ts'

/** The pointers of every leaf that holds something. */
function pointers(value: unknown, at = ''): string[] {
  if (value === null || value === '') return []
  if (typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([key, inner]) =>
    pointers(inner, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

async function read(survey: object) {
  const found = await imported(JSON.stringify(survey))
  expectAllSpokenFor(pointers(survey), found)
  return found
}

test('every stock type comes over or is named', async () => {
  const elements = [
    { type: 'text', name: 'name' },
    { type: 'text', name: 'mail', inputType: 'email' },
    { type: 'text', name: 'age', inputType: 'number', min: 0, max: 120, step: 1 },
    { type: 'text', name: 'born', inputType: 'date', min: '1900-01-01' },
    { type: 'text', name: 'start', inputType: 'month' },
    { type: 'text', name: 'at', inputType: 'time' },
    { type: 'comment', name: 'why', maxLength: 500 },
    {
      type: 'radiogroup',
      name: 'one',
      choices: ['a', { value: 'b', text: 'Bee' }, 3],
      hasOther: true,
      otherText: 'Else',
    },
    { type: 'dropdown', name: 'drop', choicesByUrl: { url: 'https://example.org/list' } },
    {
      type: 'checkbox',
      name: 'many',
      choices: ['x', 'y'],
      hasNone: true,
      showRefuseItem: true,
      showDontKnowItem: true,
      maxSelectedChoices: 2,
    },
    { type: 'ranking', name: 'order', choices: ['p', 'q'] },
    { type: 'rating', name: 'rate', rateMax: 7, minRateDescription: 'Low', maxRateDescription: 'High' },
    {
      type: 'rating',
      name: 'words',
      rateValues: [
        { value: 1, text: 'Bad' },
        { value: 2, text: 'Good' },
      ],
    },
    { type: 'boolean', name: 'flag' },
    { type: 'boolean', name: 'own', labelTrue: 'Sure', labelFalse: 'Never' },
    {
      type: 'matrix',
      name: 'grid',
      columns: ['c1', 'c2'],
      rows: ['r1', { value: 'r2', text: 'Row 2' }],
      isAllRowRequired: true,
    },
    {
      type: 'matrixdropdown',
      name: 'table',
      title: 'A table',
      choices: [1, 2],
      columns: [
        { name: 'c', title: 'C' },
        { name: 't', cellType: 'text' },
      ],
      rows: ['r1', 'r2'],
    },
    { type: 'multipletext', name: 'texts', title: 'Texts', items: [{ name: 'i1', title: 'One' }, { name: 'i2' }] },
    {
      type: 'html',
      name: 'note',
      html: '<h1>Hello &amp; welcome</h1><p>Read <a href="https://example.org">this</a></p><script>x()</script>',
    },
    { type: 'file', name: 'file', title: 'A file' },
    { type: 'signaturepad', name: 'sign' },
    { type: 'image', name: 'picture', imageLink: 'https://example.org/a.png' },
    { type: 'paneldynamic', name: 'people', templateElements: [{ type: 'text', name: 'person' }] },
    { type: 'matrixdynamic', name: 'rows', columns: [{ name: 'c' }] },
    { type: 'something-else', name: 'odd', title: 'Odd' },
  ]
  const found = await read({ title: 'All', logoPosition: 'right', pages: [{ name: 'p1', elements }] })
  expect(questionsOf(found).map(({ code, type }) => `${code} ${type}`)).toEqual([
    'name short_text',
    'mail short_text',
    'age number',
    'born date',
    'start partial_date',
    'at short_text',
    'why long_text',
    'one single',
    'many multiple',
    'order ranking',
    'rate scale',
    'words scale',
    'flag yes_no',
    'own single',
    'grid grid',
    'table_title statement',
    'table_c grid',
    'table_r1_t short_text',
    'table_r2_t short_text',
    'texts_title statement',
    'texts_i1 short_text',
    'texts_i2 short_text',
    'note statement',
  ])
  expect(coded(found, 'one')).toMatchObject({
    options: [
      { code: 'a' },
      { code: 'b', label: { en: 'Bee' } },
      { code: '3' },
      { code: 'other', label: { en: 'Else' }, other: true },
    ],
  })
  expect(coded(found, 'many')).toMatchObject({
    maximum: 2,
    options: [{}, {}, { code: 'none', exclusive: true }, { missing: 'declined' }, { missing: 'dont_know' }],
  })
  expect(coded(found, 'rate')).toMatchObject({ from: 1, to: 7, low: { en: 'Low' }, high: { en: 'High' } })
  expect(coded(found, 'words')).toMatchObject({ from: 1, to: 2, labels: [{ en: 'Bad' }, { en: 'Good' }] })
  expect(coded(found, 'grid')).toMatchObject({ required: true, rows: [{ code: 'r1' }, { label: { en: 'Row 2' } }] })
  expect(coded(found, 'note').text).toEqual({ en: 'Hello & welcome\n\nRead this (https://example.org)' })
  expect(saidOf(found, '/pages/0/elements/18/html')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('a script'),
  })
  for (const n of [8, 19, 20, 21, 22, 23, 24]) {
    const said = found.report.entries.filter(({ at }) => at.startsWith(`/pages/0/elements/${n}/`))
    expect(said.every(({ fidelity }) => fidelity === 'unsupported')).toBe(true)
  }
})

test('panels hand their conditions down; a condition that cannot be kept is said, and its question stays', async () => {
  const found = await read({
    locale: 'de',
    title: { default: 'Umfrage', en: 'Survey' },
    calculatedValues: [{ name: 'adult', expression: "iif({age} >= 18, 'yes', 'no')" }],
    triggers: [{ type: 'complete', expression: '{age} < 1' }],
    pages: [
      {
        name: 'first',
        elements: [{ type: 'text', inputType: 'number', name: 'age', title: { default: 'Alter', en: 'Age' } }],
      },
      {
        name: 'second',
        visibleIf: '{age} notempty',
        elements: [
          {
            type: 'panel',
            name: 'box',
            title: 'Box',
            visibleIf: "{adult} = 'yes'",
            elements: [
              {
                type: 'panel',
                name: 'inner',
                elements: [{ type: 'comment', name: 'job', title: '{age}: job?', visibleIf: '{age} < 65' }],
              },
            ],
          },
          { type: 'boolean', name: 'odd', visibleIf: '{age} % 2 = 1', requiredIf: '{age} > 3' },
        ],
      },
    ],
  })
  expect(found.document).toMatchObject({
    language: 'de',
    languages: ['de', 'en'],
    title: { de: 'Umfrage', en: 'Survey' },
  })
  expect(found.document.sections[0]!.pages[1]!.askIf).toEqual({ op: 'answered', question: 'age' })
  const adult = coded(found, 'box_title').askIf
  expect(adult).toEqual({ op: 'compare', question: 'age', is: '>=', value: 18 })
  expect(coded(found, 'job')).toMatchObject({
    text: { de: '{{age}}: job?' },
    askIf: { op: 'all', of: [adult, { op: 'compare', question: 'age', is: '<', value: 65 }] },
  })
  expect(coded(found, 'odd').askIf).toBeUndefined()
  expect(saidOf(found, '/pages/1/elements/1/visibleIf')).toMatchObject({
    fidelity: 'unsupported',
    message: expect.stringContaining('works a number out'),
  })
  expect(saidOf(found, '/triggers/0/expression')?.fidelity).toBe('unsupported')
  expect(saidOf(found, '/calculatedValues/0/expression')?.fidelity).toBe('approximated')
})

test('choices follow earlier choices; rules with words become checks, plain limits settings', async () => {
  const found = await read({
    elements: [
      { type: 'checkbox', name: 'used', choices: ['bus', 'tube'] },
      { type: 'radiogroup', name: 'best', choicesFromQuestion: 'used', choicesFromQuestionMode: 'selected' },
      { type: 'checkbox', name: 'again', choices: ['bus', 'tube'], choicesVisibleIf: '{used} contains {item}' },
      { type: 'text', name: 'n', validators: [{ type: 'numeric', minValue: 1, maxValue: 9, text: 'From 1 to 9' }] },
      {
        type: 'text',
        name: 'm',
        inputType: 'number',
        validators: [
          { type: 'expression', expression: '{m} > 3', text: 'More' },
          { type: 'regex', regex: '^a', text: 'No' },
        ],
      },
      { type: 'radiogroup', name: 'source', choices: ['post', 'web'], visible: false },
    ],
  })
  expect(coded(found, 'best')).toMatchObject({
    options: [{ code: 'bus', askIf: { op: 'chosen', question: 'used', options: ['bus'] } }, {}],
  })
  expect(coded(found, 'again')).toMatchObject({
    options: [{}, { code: 'tube', askIf: { op: 'chosen', question: 'used', options: ['tube'] } }],
  })
  expect(coded(found, 'n')).toMatchObject({ type: 'number', minimum: 1, maximum: 9 })
  expect(coded(found, 'm').checks).toMatchObject([
    { holds: { op: 'compare', question: 'm', is: '>', value: 3 }, message: { en: 'More' } },
  ])
  expect(saidOf(found, '/elements/4/validators/1/regex')?.fidelity).toBe('unsupported')
  expect(coded(found, 'source')).toMatchObject({ type: 'hidden', options: [{ code: 'post' }, { code: 'web' }] })
})

test('a survey within another object is found, and what stands beside it is named', async () => {
  const found = await read({ id: 7, json: { elements: [{ type: 'comment', name: 'why' }] } })
  expect(questionsOf(found).map(({ code }) => code)).toEqual(['why'])
  expect(saidOf(found, '/id')?.fidelity).toBe('unsupported')
})

test('a value and its words may stand in one; old names of settings are known', async () => {
  const found = await read({
    elements: [
      { type: 'radiogroup', name: 'price', choices: ['right|It is right', 'low|It is too low'] },
      { type: 'text', name: 'why', visibleIf: "{price} = 'low'" },
      { type: 'rating', name: 'again', mininumRateDescription: 'Never', maximumRateDescription: 'Always' },
    ],
  })
  expect(coded(found, 'price')).toMatchObject({ options: [{}, { code: 'low', label: { en: 'It is too low' } }] })
  expect(coded(found, 'why').askIf).toEqual({ op: 'chosen', question: 'price', options: ['low'] })
  expect(coded(found, 'again')).toMatchObject({ low: { en: 'Never' }, high: { en: 'Always' } })
  expect(found.report.totals).toMatchObject({ approximated: 0, unsupported: 0 })
})

test('a table keeps its comment, and what one column asks for of another in the same row', async () => {
  const found = await read({
    elements: [
      {
        type: 'matrixdropdown',
        name: 'tools',
        showCommentArea: true,
        commentText: 'Anything else?',
        rows: ['bus', 'tube'],
        columns: [
          { name: 'used', cellType: 'radiogroup', choices: ['yes', 'no'] },
          { name: 'years', cellType: 'dropdown', choices: [1, 2], visibleIf: "{row.used} = 'yes'" },
          { name: 'why', cellType: 'text', visibleIf: "{row.used} = 'no'" },
        ],
      },
    ],
  })
  const used = (row: string, option: string) => ({ op: 'chosen', question: 'tools-used', options: [option], row })
  expect(coded(found, 'tools_years')).toMatchObject({
    rows: [
      { code: 'bus', askIf: used('bus', 'yes') },
      { code: 'tube', askIf: used('tube', 'yes') },
    ],
  })
  expect(coded(found, 'tools_tube_why').askIf).toEqual(used('tube', 'no'))
  expect(coded(found, 'tools_comment')).toMatchObject({ type: 'long_text', text: { en: 'Anything else?' } })
})

test('words of the language it opens in are kept as such, beside those of every other', async () => {
  const found = await read({
    locale: 'fr',
    elements: [{ type: 'text', name: 'name', title: { default: 'Name', fr: 'Nom' }, description: { fr: 'Le vôtre' } }],
  })
  expect(found.document).toMatchObject({ language: 'en', languages: ['en', 'fr'] })
  expect(coded(found, 'name')).toMatchObject({ text: { en: 'Name', fr: 'Nom' }, help: { fr: 'Le vôtre' } })
  expect(saidOf(found, '/locale')?.fidelity).toBe('approximated')
})

test('what must be answered is told as it is: under a condition, in one part, in a least number, in a rule', async () => {
  const found = await read({
    elements: [
      { type: 'boolean', name: 'late' },
      { type: 'text', name: 'why', visibleIf: '{late} = true', requiredIf: '{late} = true ' },
      { type: 'text', name: 'when', requiredIf: '{late} = true' },
      { type: 'matrix', name: 'grid', rows: ['r', 's'], columns: ['x', 'y'], isRequired: true },
      { type: 'checkbox', name: 'two', choices: ['a', 'b', 'c'], minSelectedChoices: 2 },
      { type: 'text', name: 'n', inputType: 'number', validators: [{ type: 'expression', expression: '{n} > 3' }] },
    ],
  })
  expect(['why', 'when', 'grid', 'two'].map((code) => coded(found, code).required)).toEqual([
    true,
    undefined,
    true,
    true,
  ])
  expect(saidOf(found, '/elements/2/requiredIf')?.fidelity).toBe('unsupported')
  expect(saidOf(found, '/elements/3/isRequired')?.fidelity).toBe('approximated')
  expect(saidOf(found, '/elements/5/validators/0/expression')?.fidelity).toBe('approximated')
})

test('points of a scale are counted as SurveyJS counts them', async () => {
  const points = async (settings: object) => {
    const question = coded(await read({ elements: [{ type: 'rating', name: 'rate', ...settings }] }), 'rate')
    return question.type === 'scale' ? [question.from, question.to] : 'options' in question && question.options.length
  }
  expect(await points({ rateCount: 4 })).toEqual([1, 5])
  expect(await points({ rateMin: 0, rateCount: 6 })).toEqual([0, 5])
  expect(await points({ rateMax: 10, rateCount: 5 })).toEqual([6, 10])
  expect(await points({ rateMax: 100 })).toEqual([1, 20])
  expect(await points({ rateMax: 10, rateStep: 3 })).toBe(4)
  expect(await points({ rateValues: [7, 8], autoGenerate: true })).toEqual([1, 5])
})

test('choices that are counted are offered as numbers, after those that are written out', async () => {
  const found = await read({
    elements: [
      { type: 'dropdown', name: 'age', choices: [{ value: -1, text: 'Unknown' }], choicesMin: 1, choicesMax: 3 },
      { type: 'dropdown', name: 'tens', choicesMax: 20, choicesStep: 10 },
    ],
  })
  const labels = (code: string) => {
    const question = coded(found, code)
    return 'options' in question ? question.options.map(({ label }) => label.en) : []
  }
  expect(labels('age')).toEqual(['Unknown', '1', '2', '3'])
  expect(labels('tens')).toEqual(['0', '10', '20'])
  expect(found.report.totals.unsupported).toBe(0)
})

test('questions of one name are told to share an answer; a trigger that ends or jumps is told what to do instead', async () => {
  const found = await read({
    elements: [
      { type: 'text', name: 'sex' },
      { type: 'comment', name: 'sex' },
    ],
    triggers: [
      { type: 'complete', expression: "{sex} = 'x'" },
      { type: 'skip', expression: '{sex} notempty', gotoName: 'sex' },
    ],
  })
  expect(saidOf(found, '/elements/1/name')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('shares its answer'),
  })
  expect(saidOf(found, '/triggers/0/expression')?.message).toContain('ends the survey')
  expect(saidOf(found, '/triggers/1/gotoName')?.message).toContain('jumps ahead')
})

test('a survey that is all of what repeats is refused with the reason', async () => {
  const people = { type: 'paneldynamic', name: 'people', templateElements: [{ type: 'text', name: 'person' }] }
  await expect(read({ title: 'People', elements: [people] })).rejects.toThrow('a panel that repeats')
})
