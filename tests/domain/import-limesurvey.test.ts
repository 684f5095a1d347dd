import { expect, test } from 'vitest'
import { coded, expectAllSpokenFor, imported, questionsOf, saidOf } from '../support/imports.ts'

type Rows = Record<string, string>[]

/** A structure in XML, with the pointer of every filled element. */
function lss(tables: Record<string, Rows>): { xml: string; pointers: string[] } {
  const pointers = ['/document/LimeSurveyDocType', '/document/DBVersion', '/document/languages/language']
  const body = Object.entries(tables).map(([table, rows]) => {
    const lines = rows.map((row, n) => {
      const cells = Object.entries(row).map(([key, value]) => {
        if (value !== '') pointers.push(`/document/${table}/rows/row[${n + 1}]/${key}`)
        return `<${key}><![CDATA[${value}]]></${key}>`
      })
      return `<row>${cells.join('')}</row>`
    })
    return `<${table}><rows>${lines.join('\n')}</rows></${table}>`
  })
  const head =
    '<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>640</DBVersion><languages><language>en</language></languages>'
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n<document>${head}${body.join('\n')}</document>`, pointers }
}

let next = 1
const l10n: Record<string, Rows> = {}

/** A question of the newer format: its words stand in a table of their own. */
function q(
  type: string,
  title: string,
  more: { subs?: string[]; answers?: string[]; row?: Record<string, string>; at?: Record<string, string> } = {},
) {
  const qid = String(next++)
  l10n.question_l10ns!.push(
    { qid, question: `<p>${title}?</p>`, help: '', language: 'en' },
    { qid, question: `${title} (fr)`, help: '', language: 'fr' },
  )
  l10n.questions!.push({
    qid,
    parent_qid: '0',
    sid: '9',
    gid: '1',
    type,
    title,
    other: 'N',
    mandatory: 'N',
    question_order: qid,
    relevance: '1',
    ...more.row,
  })
  for (const sub of more.subs ?? []) {
    const own = String(next++)
    l10n.subquestions!.push({
      qid: own,
      parent_qid: qid,
      sid: '9',
      gid: '1',
      title: sub,
      question_order: own,
      scale_id: sub.startsWith('C') ? '1' : '0',
      relevance: '1',
    })
    l10n.question_l10ns!.push({ qid: own, question: `Sub ${sub}`, help: '', language: 'en' })
  }
  for (const [n, answer] of (more.answers ?? []).entries()) {
    const aid = String(next++)
    l10n.answers!.push({ aid, qid, code: answer, sortorder: String(n), assessment_value: '0', scale_id: '0' })
    l10n.answer_l10ns!.push({ aid, answer: `Answer ${answer}`, language: 'en' })
  }
  for (const [attribute, value] of Object.entries(more.at ?? {}))
    l10n.question_attributes!.push({ qid, attribute, value, language: '' })
  return qid
}

function whole(): Record<string, Rows> {
  next = 1
  for (const table of ['questions', 'question_l10ns', 'subquestions', 'answers', 'answer_l10ns', 'question_attributes'])
    l10n[table] = []
  q('L', 'Choice', {
    answers: ['A1', 'A2'],
    row: { other: 'Y', mandatory: 'Y' },
    at: { other_replace_text: 'Something else', random_order: '1' },
  })
  q('M', 'Boxes', { subs: ['SQ001', 'SQ002'], at: { min_answers: '1', exclude_all_others: 'SQ002', hide_tip: '1' } })
  q('F', 'Grid', { subs: ['SQ001', 'SQ002'], answers: ['G', 'B'], at: { array_filter: 'Boxes' } })
  q('A', 'Five', { subs: ['S1'] })
  q('1', 'Dual', { subs: ['S1'], answers: ['x'], at: { dualscale_headerA: 'Left' } })
  q(';', 'Table', { subs: ['R1', 'C1'] })
  q(':', 'Ticks', { subs: ['R1', 'C1'], at: { multiflexible_checkbox: '1' } })
  q('K', 'Sum', { subs: ['a', 'b'], at: { equals_num_value: '100' } })
  q('Q', 'Texts', { subs: ['a', 'b'] })
  q('R', 'Rank', { answers: ['A', 'B'] })
  q('N', 'Number', { at: { min_num_value_n: '0', max_num_value_n: '120', num_value_int_only: '1' } })
  q('S', 'Short', { row: { relevance: 'Choice.NAOK == "A1" and Boxes_SQ001.NAOK == "Y"', preg: '/^a/' } })
  q('T', 'Long', {
    row: { relevance: 'Grid_SQ001 == "G" or Number > 17 or Rank_1 == "A" or Choice == "-oth-"', mandatory: 'S' },
  })
  q('Y', 'Yes', { row: { relevance: 'count(Boxes_SQ001, Boxes_SQ002) > 1' } })
  q('D', 'Date', { at: { date_format: 'mm-yyyy' } })
  q('X', 'Note', { row: { relevance: 'Yes == "Y"' } })
  q('*', 'Worked', { at: { equation: '{if(Number > 17, 1, 0)}' } })
  q('L', 'After', { answers: ['A'], row: { relevance: 'Worked == 1' }, at: { hidden: '1' } })
  q('|', 'File')
  q('5', 'Points', { row: { relevance: 'Number + 1 > 3' } })
  q('L', 'Old', { answers: ['A'] })
  return {
    surveys: [{ sid: '9', language: 'en', additional_languages: 'fr', format: 'G', admin: 'Somebody' }],
    surveys_languagesettings: [
      {
        surveyls_survey_id: '9',
        surveyls_language: 'en',
        surveyls_title: 'A survey',
        surveyls_welcometext: 'Welcome',
        surveyls_endtext: 'Bye',
      },
      {
        surveyls_survey_id: '9',
        surveyls_language: 'fr',
        surveyls_title: 'Une enquête',
        surveyls_welcometext: '',
        surveyls_endtext: '',
      },
    ],
    groups: [{ gid: '1', sid: '9', group_order: '1', grelevance: '' }],
    group_l10ns: [{ gid: '1', group_name: 'Group', description: 'About', language: 'en' }],
    ...l10n,
    conditions: [
      { cid: '1', qid: String(next - 2), cqid: '1', cfieldname: '9X1X1', method: '==', value: 'A2', scenario: '1' },
    ],
    quota: [{ id: '1', sid: '9', name: 'Women', qlimit: '100' }],
  }
}

test('an .lss comes over type by type, every element on the account', async () => {
  const { xml, pointers } = lss(whole())
  const read = await imported(xml)
  expectAllSpokenFor(pointers, read)
  expect(read.document).toMatchObject({
    language: 'en',
    languages: ['en', 'fr'],
    title: { en: 'A survey', fr: 'Une enquête' },
  })
  expect(questionsOf(read).map(({ code, type }) => `${code} ${type}`)).toEqual([
    'welcome statement',
    'group_1_intro statement',
    'choice single',
    'boxes multiple',
    'grid grid',
    'five grid',
    'dual_0 grid',
    'table_title statement',
    'table_r1_c1 short_text',
    'ticks grid',
    'sum constant_sum',
    'texts_title statement',
    'texts_a short_text',
    'texts_b short_text',
    'rank ranking',
    'number number',
    'short short_text',
    'long long_text',
    'yes yes_no',
    'date partial_date',
    'note statement',
    'after hidden',
    'points scale',
    'old single',
  ])
  expect(coded(read, 'choice')).toMatchObject({
    text: { en: 'Choice?', fr: 'Choice (fr)' },
    required: true,
    shuffle: true,
    options: [{ code: 'a1' }, { code: 'a2' }, { label: { en: 'Something else' }, other: true }],
  })
  expect(coded(read, 'boxes')).toMatchObject({ minimum: 1, options: [{}, { code: 'sq002', exclusive: true }] })
  expect(coded(read, 'grid')).toMatchObject({
    rows: [{ askIf: { op: 'chosen', question: 'boxes', options: ['sq001'] } }, {}],
  })
  expect(coded(read, 'ticks')).toMatchObject({ multiple: true, rows: [{ code: 'r1' }], options: [{ code: 'c1' }] })
  expect(coded(read, 'sum')).toMatchObject({ total: 100, rows: [{ code: 'a' }, { code: 'b' }] })
  expect(coded(read, 'number')).toMatchObject({ minimum: 0, maximum: 120 })
  expect(coded(read, 'date')).toMatchObject({ precision: 'month' })
})

test('what an .lss holds outside of its tables is named, such as a theme', async () => {
  const { xml, pointers } = lss(whole())
  const theme =
    '<themes><theme><template_name>vanilla</template_name><config><options><font>noto</font></options></config></theme></themes>'
  const read = await imported(xml.replace('</document>', `${theme}</document>`))
  const added = ['/document/themes/theme/template_name', '/document/themes/theme/config/options/font']
  expectAllSpokenFor([...pointers, ...added], read)
  for (const at of added)
    expect(saidOf(read, at)).toMatchObject({ fidelity: 'unsupported', message: expect.stringContaining('drawn') })
})

test('relevance becomes conditions over choices, boxes, rows, places, counts and worked values', async () => {
  const read = await imported(lss(whole()).xml)
  const chosen = (question: string, ...options: string[]) => ({ op: 'chosen', question, options })
  expect(coded(read, 'short').askIf).toEqual({ op: 'all', of: [chosen('choice', 'a1'), chosen('boxes', 'sq001')] })
  // The row stands under a filter, and an expression that looks at what is not shown does not hold.
  expect(coded(read, 'long').askIf).toEqual({
    op: 'all',
    of: [
      chosen('boxes', 'sq001'),
      {
        op: 'any',
        of: [
          { ...chosen('grid', 'g'), row: 'sq001' },
          { op: 'compare', question: 'number', is: '>', value: 17 },
          { op: 'ranked', question: 'rank', option: 'a', within: 1 },
          chosen('choice', 'oth'),
        ],
      },
    ],
  })
  expect(coded(read, 'long')).toMatchObject({ required: true, soft: true })
  expect(coded(read, 'yes').askIf).toEqual({ op: 'count', question: 'boxes', is: '>', value: 1 })
  expect(coded(read, 'note').askIf).toEqual(chosen('yes', 'yes'))
  expect(coded(read, 'old').askIf).toEqual(chosen('choice', 'a2'))
  expect(coded(read, 'points').askIf).toBeUndefined()
  const unsupported = read.report.entries.filter(({ fidelity }) => fidelity === 'unsupported')
  expect(unsupported.find(({ message }) => message.includes('works a number out'))?.at).toMatch(
    /questions\/rows\/row\[20\]\/relevance$/,
  )
  expect(saidOf(read, '/document/quota/rows/row[1]/qlimit')?.message).toContain('Quotas')
  expect(saidOf(read, '/document/questions/rows/row[19]/type')?.message).toContain('files')
  expect(saidOf(read, '/document/questions/rows/row[12]/preg')?.message).toContain('pattern')
})

const tsv = (...rows: string[][]) => rows.map((row) => row.join('\t')).join('\r\n')

test('a tab separated structure comes over with its languages, every cell on the account', async () => {
  const rows = [
    [
      'id',
      'class',
      'type/scale',
      'name',
      'relevance',
      'text',
      'help',
      'language',
      'mandatory',
      'other',
      'max_answers',
      'suffix',
    ],
    ['', 'S', '', 'language', '', 'de', '', '', '', '', '', ''],
    ['', 'S', '', 'admin', '', 'Somebody', '', '', '', '', '', ''],
    ['', 'SL', '', 'surveyls_title', '', 'Umfrage', '', 'de', '', '', '', ''],
    ['', 'SL', '', 'surveyls_title', '', 'Survey', '', 'en', '', '', '', ''],
    ['1', 'G', 'G0', 'Gruppe', '1', '', '', 'de', '', '', '', ''],
    ['1', 'Q', 'M', 'farben', '1', 'Farben?', 'Hilfe', 'de', 'Y', 'Y', '2', ''],
    ['2', 'SQ', '0', 'rot', '', 'Rot', '', 'de', '', '', '', ''],
    ['3', 'SQ', '0', 'blau', '', 'Blau', '', 'de', '', '', '', ''],
    ['4', 'Q', 'N', 'zahl', 'farben_rot == "Y"', 'Wie viele?', '', 'de', '', '', '', 'Stück'],
    ['1', 'G', 'G0', 'Group', '1', '', '', 'en', '', '', '', ''],
    ['1', 'Q', 'M', 'farben', '1', 'Colours?', 'Help', 'en', 'Y', 'Y', '2', ''],
    ['2', 'SQ', '0', 'rot', '', 'Red', '', 'en', '', '', '', ''],
    ['3', 'SQ', '0', 'blau', '', 'Blue', '', 'en', '', '', '', ''],
    ['4', 'Q', 'N', 'zahl', 'farben_rot == "Y"', 'How many?', '', 'en', '', '', '', 'pieces'],
    ['', 'QTA', '', 'quota', '', '', '', '', '', '', '', ''],
  ]
  const read = await imported(`\ufeff${tsv(...rows)}`)
  const pointers = rows.flatMap((row, n) =>
    row.flatMap((cell, at) => (cell === '' ? [] : [`tsv!${n + 1}:${rows[0]![at]}`])),
  )
  expectAllSpokenFor(pointers, read)
  expect(read.document).toMatchObject({
    language: 'de',
    languages: ['de', 'en'],
    sections: [{ title: { de: 'Gruppe', en: 'Group' } }],
  })
  expect(coded(read, 'farben')).toMatchObject({
    text: { de: 'Farben?', en: 'Colours?' },
    required: true,
    maximum: 2,
    options: [{ label: { de: 'Rot', en: 'Red' } }, { label: { de: 'Blau', en: 'Blue' } }, { other: true }],
  })
  expect(coded(read, 'zahl')).toMatchObject({
    unit: { de: 'Stück', en: 'pieces' },
    askIf: { op: 'chosen', question: 'farben', options: ['rot'] },
  })
})
