import { expect, test } from 'vitest'
import { coded, questionsOf, saidOf } from '../support/imports.ts'
import { read } from '../support/read-surveyjs.ts'

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

test('a table with one column of choices is one question with the name of the table', async () => {
  const found = await read({
    elements: [
      {
        type: 'matrixdropdown',
        name: 'seen',
        title: 'Where have you seen officers?',
        description: 'Tick all that apply.',
        rowOrder: 'random',
        columns: [{ name: 'how', title: 'How', cellType: 'checkbox', choices: ['foot', 'car'] }],
        rows: ['street', 'centre'],
      },
      { type: 'comment', name: 'more', visibleIf: "{seen.street.how} contains 'foot'" },
    ],
  })
  expect(questionsOf(found).length).toBe(2)
  expect(coded(found, 'seen')).toMatchObject({
    type: 'grid',
    multiple: true,
    shuffle: true,
    text: { en: 'Where have you seen officers? – How' },
    help: { en: 'Tick all that apply.' },
    rows: [{ code: 'street' }, { code: 'centre' }],
  })
  expect(coded(found, 'more').askIf).toEqual({ op: 'chosen', question: 'seen', options: ['foot'], row: 'street' })
  expect(found.report.totals).toMatchObject({ approximated: 0, unsupported: 0 })
})

test('of what must be answered and what must be answered sometimes the second counts, as it does there', async () => {
  const found = await read({
    elements: [
      { type: 'text', name: 'first' },
      { type: 'text', name: 'second', isRequired: true, requiredIf: '{first} empty' },
      { type: 'text', name: 'third', isRequired: true, visibleIf: '{first} notempty', requiredIf: '{first} notempty' },
    ],
  })
  expect(coded(found, 'second').required).toBeUndefined()
  expect(saidOf(found, '/elements/1/isRequired')?.message).toContain('“requiredIf” settles it')
  expect(saidOf(found, '/elements/1/requiredIf')?.fidelity).toBe('unsupported')
  expect(coded(found, 'third').required).toBe(true)
})

test('the name of a column to write in goes into the names of its questions, and what is no element asks nothing', async () => {
  const found = await read({
    elements: [
      null,
      {
        type: 'matrixdropdown',
        name: 'staff',
        columns: [{ name: 'EX', title: 'Executive', cellType: 'text', inputType: 'number' }],
        rows: ['FTE'],
      },
      {},
    ],
  })
  expect(questionsOf(found).map(({ code, text }) => [code, text.en])).toEqual([['staff_fte_ex', 'FTE – Executive']])
  expect(saidOf(found, '/elements/1/columns/0/name')?.fidelity).toBe('converted')
})
