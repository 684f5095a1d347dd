import { expect, test } from 'vitest'
import { coded, questionsOf, saidOf } from '../support/imports.ts'
import { read } from '../support/read-surveyjs.ts'

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
