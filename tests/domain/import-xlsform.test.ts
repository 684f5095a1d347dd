// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import { expect, test } from 'vitest'
import { coded, expectAllSpokenFor, imported, questionsOf, saidOf } from '../support/imports.ts'

const csv = (...rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
const survey = (head: string[], ...rows: string[][]) => [['survey'], ['', ...head], ...rows.map((row) => ['', ...row])]
const choices = (head: string[], ...rows: string[][]) => [
  ['choices'],
  ['', ...head],
  ...rows.map((row) => ['', ...row]),
]

/** The pointers of every filled cell of such a form, by the rule: sheet!row:column. */
function pointers(rows: string[][]): string[] {
  let [sheet, head]: [string, string[] | undefined] = ['', undefined]
  return rows.flatMap((row, n) => {
    if (row[0]) {
      sheet = row[0]
      head = undefined
      return []
    }
    const own = head ?? row
    head = own
    return row.flatMap((cell, at) => (at > 0 && cell !== '' ? [`${sheet}!${n + 1}:${own[at]}`] : []))
  })
}

const yesNo = choices(['list_name', 'name', 'label'], ['yn', 'yes', 'Yes'], ['yn', 'no', 'No'])

test('every type of a form comes over or is named, in sections and pages, with the same ids each time', async () => {
  const rows = [
    ...survey(
      ['type', 'name', 'label', 'required', 'relevant', 'appearance'],
      ['note', 'hello', 'Welcome', '', '', ''],
      ['begin group', 'about', 'About you', '', '', ''],
      ['text', 'First Name', 'Name?', 'yes', '', ''],
      ['text', 'story', 'Tell us', '', '', 'multiline'],
      ['begin group', 'home', 'Home', '', "${First Name} != ''", 'field-list'],
      ['integer', 'rooms', 'Rooms?', '', '', ''],
      ['decimal', 'rent', 'Rent?', '', '', ''],
      ['begin group', 'deep', 'Deep', '', '${rooms} > 1', ''],
      ['select_one yn', 'share', 'Shared?', 'true()', '', 'minimal'],
      ['end group', '', '', '', '', ''],
      ['end group', '', '', '', '', ''],
      ['end group', '', '', '', '', ''],
      ['select_multiple yn or_other', 'many', 'Which?', '', '', ''],
      ['rank yn', 'order', 'Order?', '', '', ''],
      ['date', 'born', 'Born?', '', '', 'month-year'],
      ['range', 'mood', 'Mood?', '', '', ''],
      ['acknowledge', 'agree', 'Agree?', '', '', ''],
      ['begin repeat', 'people', 'People', '', '', ''],
      ['text', 'person', 'Name', '', '', ''],
      ['end repeat', '', '', '', '', ''],
      ['geopoint', 'place', 'Where?', '', '', ''],
      ['select_one_from_file towns.csv', 'town', 'Town?', '', '', ''],
      ['start', 'start', '', '', '', ''],
    ),
    ...yesNo,
  ]
  const read = await imported(csv(...rows))
  expectAllSpokenFor(pointers(rows), read)
  expect(questionsOf(read).map(({ code, type }) => `${code} ${type}`)).toEqual([
    'hello statement',
    'first_name short_text',
    'story long_text',
    'rooms number',
    'rent number',
    'deep_title statement',
    'share single',
    'many multiple',
    'order ranking',
    'born partial_date',
    'mood scale',
    'agree consent',
  ])
  expect(read.document.sections.map(({ pages }) => pages.map(({ questions }) => questions.length))).toEqual([
    [1],
    [2, 4],
    [5],
  ])
  expect(read.document.sections[1]!.pages[1]).toMatchObject({ askIf: { op: 'answered', question: 'first-name' } })
  expect(coded(read, 'first_name').required).toBe(true)
  expect(coded(read, 'share')).toMatchObject({
    required: true,
    askIf: { op: 'compare', question: 'rooms', is: '>', value: 1 },
  })
  expect(coded(read, 'many')).toMatchObject({
    options: [{ code: 'yes' }, { code: 'no' }, { code: 'other', other: true }],
  })
  for (const line of [20, 21, 22]) expect(saidOf(read, `survey!${line}:type`)?.message).toContain('repeats')
  expect(saidOf(read, 'survey!23:type')).toMatchObject({
    fidelity: 'unsupported',
    message: expect.stringContaining('map'),
  })
  expect(saidOf(read, 'survey!24:label')?.message).toContain('another file')
  expect((await imported(csv(...rows))).document).toEqual(read.document)
})

test('limits become settings, rules with words become checks, and what cannot be kept is said', async () => {
  const rows = [
    ...survey(
      ['type', 'name', 'label', 'constraint', 'constraint_message', 'required', 'default'],
      ['integer', 'age', 'Age?', '. >= 18 and . < 120', '', '', '20'],
      ['integer', 'kids', 'Kids?', '. <= ${age}', 'Too many', '', ''],
      ['integer', 'cars', 'Cars?', '. < 10', 'Fewer, please', '', ''],
      ['text', 'code', 'Code?', "regex(., '[0-9]+')", 'Figures', '${age} > 20', ''],
      ['text', 'nick', 'Nick?', 'string-length(.) <= 12', '', '', ''],
      ['calculate', 'adult', '', '', '', '', ''],
    ),
  ]
  const read = await imported(csv(...rows))
  expectAllSpokenFor(pointers(rows), read)
  expect(coded(read, 'age')).toMatchObject({ type: 'number', minimum: 18, maximum: 119 })
  expect(coded(read, 'age').checks).toBeUndefined()
  expect(coded(read, 'kids').checks).toBeUndefined()
  expect(coded(read, 'cars').checks).toEqual([
    { id: 'check-1', holds: { op: 'compare', question: 'cars', is: '<', value: 10 }, message: { en: 'Fewer, please' } },
  ])
  expect(coded(read, 'nick')).toMatchObject({ maximum: 12 })
  const unsupported = read.report.entries.filter(({ fidelity }) => fidelity === 'unsupported').map(({ at }) => at)
  expect(unsupported).toEqual([
    'survey!3:default',
    'survey!4:constraint',
    'survey!4:constraint_message',
    'survey!6:constraint',
    'survey!6:constraint_message',
    'survey!6:required',
  ])
})

test('languages are told apart, filtered choices become conditions, answers are put into words', async () => {
  const rows = [
    ...survey(
      ['type', 'name', 'label::English (en)', 'label::Français (fr)', 'choice_filter'],
      ['select_one country', 'land', 'Country?', 'Pays ?', ''],
      ['select_one city', 'city', 'City in ${land}?', 'Ville ?', 'land=${land}'],
    ),
    ...choices(
      ['list_name', 'name', 'label::English (en)', 'label::Français (fr)', 'land'],
      ['country', 'uk', '**UK**', 'R.-U.', ''],
      ['country', 'fr', 'France', 'France', ''],
      ['city', 'ldn', 'London', 'Londres', 'uk'],
      ['city', 'par', 'Paris', 'Paris', 'fr'],
    ),
  ]
  const read = await imported(csv(...rows))
  expectAllSpokenFor(pointers(rows), read)
  expect(read.document).toMatchObject({ language: 'en', languages: ['en', 'fr'] })
  expect(coded(read, 'city')).toMatchObject({
    text: { en: 'City in {{land}}?', fr: 'Ville ?' },
    options: [
      {
        code: 'ldn',
        label: { en: 'London', fr: 'Londres' },
        askIf: { op: 'chosen', question: 'land', options: ['uk'] },
      },
      { code: 'par', askIf: { op: 'chosen', question: 'land', options: ['fr'] } },
    ],
  })
  expect(coded(read, 'land')).toMatchObject({ options: [{ label: { en: 'UK', fr: 'R.-U.' } }, { code: 'fr' }] })
  expect(saidOf(read, 'choices!7:label::English (en)')).toMatchObject({ fidelity: 'approximated' })
})

test('codes that collide or cannot be kept are made safe, and it is said', async () => {
  const rows = [
    ...survey(
      ['type', 'name', 'label'],
      ['text', 'Größe', 'A'],
      ['text', 'grosse!', 'B'],
      ['text', 'Q1', 'C'],
      ['text', 'q1', 'D'],
    ),
  ]
  const read = await imported(csv(...rows))
  expect(questionsOf(read).map(({ code, id }) => [code, id])).toEqual([
    ['grosse', 'grosse'],
    ['grosse_2', 'grosse-2'],
    ['q1', 'q1'],
    ['q1_2', 'q1-2'],
  ])
  expect(saidOf(read, 'survey!5:name')).toMatchObject({ fidelity: 'converted' })
  expect(saidOf(read, 'survey!6:name')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('“q1_2”'),
  })
})

test('a pattern of e-mail addresses asks for one; a pattern of anything else is left out and named', async () => {
  const rows = survey(
    ['type', 'name', 'label', 'constraint', 'constraint_message'],
    ['text', 'mail', 'E-mail?', "regex(., '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,4}$')", 'No address'],
    ['text', 'work', 'Work e-mail?', "regex(., '.*@example\\.org')", ''],
    ['text', 'card', 'Card?', "regex(., '[0-9]{14}')", ''],
  )
  const found = await imported(csv(...rows))
  expectAllSpokenFor(pointers(rows), found)
  expect(coded(found, 'mail')).toMatchObject({ type: 'short_text', preset: 'email' })
  expect(saidOf(found, 'survey!3:constraint')?.fidelity).toBe('approximated')
  expect(saidOf(found, 'survey!3:constraint_message')?.fidelity).toBe('approximated')
  for (const [code, line] of [
    ['work', 4],
    ['card', 5],
  ] as const) {
    expect(coded(found, code)).not.toHaveProperty('preset')
    expect(saidOf(found, `survey!${line}:constraint`)?.fidelity).toBe('unsupported')
  }
})

test('limits beside a choice that stands alone become settings, and what is required where it is asked is required', async () => {
  const rows = [
    ...survey(
      ['type', 'name', 'label', 'constraint', 'relevant', 'required'],
      ['select_one yn', 'any', 'Any?', '', '', ''],
      [
        'select_multiple yn',
        'which',
        'Which?',
        "count-selected(.) <= 3 and not(selected(., 'no') and count-selected(.) > 1)",
        "${any} = 'yes'",
        "${any} = 'yes'",
      ],
      ['integer', 'many', 'How many?', '', '', "${any} = 'yes'"],
    ),
    ...yesNo,
  ]
  const found = await imported(csv(...rows))
  expectAllSpokenFor(pointers(rows), found)
  expect(coded(found, 'which')).toMatchObject({
    maximum: 3,
    required: true,
    options: [{ code: 'yes' }, { code: 'no', exclusive: true }],
  })
  expect(coded(found, 'which')).not.toHaveProperty('checks')
  expect(coded(found, 'many')).not.toHaveProperty('required')
  expect(saidOf(found, 'survey!5:required')?.fidelity).toBe('unsupported')
})

test('emphasis of Markdown is taken out of words, and marks that are none stay', async () => {
  const rows = survey(
    ['type', 'name', 'label'],
    ['text', 'a', 'Your _full_ name, *as printed* (__not__ a **nickname**)'],
    ['text', 'b', 'Use my_file_name or 2 * 3 * 4, and write ___ times'],
  )
  const found = await imported(csv(...rows))
  expect(coded(found, 'a').text).toEqual({ en: 'Your full name, as printed (not a nickname)' })
  expect(saidOf(found, 'survey!3:label')?.fidelity).toBe('approximated')
  expect(coded(found, 'b').text).toEqual({ en: 'Use my_file_name or 2 * 3 * 4, and write ___ times' })
  expect(saidOf(found, 'survey!4:label')?.fidelity).toBe('converted')
})
