// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuestionnaire } from '../../server/questionnaires/read-questionnaire.ts'
import { FileRefused } from '../../server/questionnaires/read-text.ts'
import { writeQuestionnaire } from '../../server/questionnaires/write-questionnaire.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const lss = (inside: string) =>
  `<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>${inside}</document>`

test('a good file that was damaged anywhere is read or refused, and nothing else happens', async () => {
  const good = await Promise.all(
    (['json', 'surveyjs', 'xlsform'] as const).map((format) => writeQuestionnaire(aQuestionnaireOfEveryType(), format)),
  )
  const files = good.map((one) => one.bytes)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.nat(),
      fc.integer({ min: 0, max: 255 }),
      fc.boolean(),
      async (file, where, value, cut) => {
        const at = where % file.length
        const damaged = cut ? file.slice(0, at) : Uint8Array.from(file)
        if (!cut) damaged[at] = value
        const error = await readQuestionnaire(damaged).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        if (error !== null) expect(error).toBeInstanceOf(FileRefused)
      },
    ),
    { numRuns: 150 },
  )
})

test('any bytes are refused or read, and any JSON that looks like a survey makes a questionnaire or a refusal', async () => {
  const outcome = async (file: Uint8Array) =>
    readQuestionnaire(file).then(
      () => null,
      (thrown: unknown) => thrown,
    )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (file) => {
      const error = await outcome(file)
      if (error !== null) expect(error).toBeInstanceOf(FileRefused)
    }),
    { numRuns: 150 },
  )
  const keys = [
    'type',
    'name',
    'title',
    'choices',
    'rows',
    'columns',
    'visibleIf',
    'elements',
    'items',
    'validators',
    'cellType',
    'value',
    'text',
    'rateValues',
    'hasOther',
    'inputType',
    'min',
    'choicesFromQuestion',
    '__proto__',
    'constructor',
  ]
  const types = [
    'text',
    'radiogroup',
    'checkbox',
    'matrix',
    'matrixdropdown',
    'panel',
    'rating',
    'boolean',
    'multipletext',
    'ranking',
    'html',
    'expression',
    'constructor',
    '{q} = 1',
  ]
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(...types, 1, true, null, '', -3.5),
      fc.array(tie('node'), { maxLength: 4 }),
      fc
        .array(fc.tuple(fc.constantFrom(...keys), tie('node')), { maxLength: 6 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(fc.array(node, { maxLength: 5 }), async (elements) => {
      const error = await outcome(bytes(JSON.stringify({ elements })))
      if (error !== null) expect(error).toBeInstanceOf(FileRefused)
    }),
    { numRuns: 400 },
  )
})

test('any table that looks like a form makes a questionnaire or a refusal', async () => {
  const cell = fc.constantFrom(
    '',
    'text',
    'select_one a',
    'select_multiple a or_other',
    'begin group',
    'end group',
    'begin repeat',
    'range',
    'start=a end=-5',
    'a',
    'A',
    'constructor',
    "${a} = 'a'",
    '. > 3',
    '((',
    'yes',
    'survey',
    'choices',
    'rank a',
    '=1+1',
    '<b>x</b>',
    '{{a}}',
  )
  const head = [
    'type',
    'name',
    'label',
    'label::fr',
    'relevant',
    'constraint',
    'parameters',
    'choice_filter',
    'required',
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 15 }), async (rows) => {
      const table = [
        ['survey'],
        ['', ...head],
        ...rows.map((row) => ['', ...row]),
        ['choices'],
        ['', 'list_name', 'name', 'label'],
        ['', 'a', 'a', 'A'],
        ['', 'a', 'a', 'B'],
      ]
      const file = bytes(table.map((row) => row.map((one) => `"${one}"`).join(',')).join('\n'))
      const error = await readQuestionnaire(file).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (error !== null) expect(error).toBeInstanceOf(FileRefused)
    }),
    { numRuns: 400 },
  )
})

const words = fc.constantFrom(
  '',
  '1',
  '2',
  '3',
  'en',
  'fr',
  'L',
  'M',
  'F',
  '1',
  ':',
  ';',
  'K',
  'Q',
  'R',
  'N',
  'O',
  '*',
  'X',
  'D',
  'Q1',
  'SQ1',
  'Y',
  'Q1 == "1"',
  'Q1_SQ1 > 3 and',
  '{Q1}',
  '<p>',
  'constructor',
  '100',
  '-oth-',
)

test('any tables that look like a LimeSurvey structure make a questionnaire or a refusal, in both of its formats', async () => {
  const keys = [
    'qid',
    'gid',
    'sid',
    'parent_qid',
    'type',
    'title',
    'question',
    'language',
    'relevance',
    'code',
    'answer',
    'attribute',
    'value',
    'scale_id',
    'other',
    'mandatory',
    'cqid',
    'cfieldname',
    'method',
    'scenario',
    'grelevance',
    'group_name',
  ]
  const row = fc.array(fc.tuple(fc.constantFrom(...keys), words), { maxLength: 14 })
  const tables = fc.array(
    fc.tuple(
      fc.constantFrom(
        'surveys',
        'surveys_languagesettings',
        'groups',
        'group_l10ns',
        'questions',
        'subquestions',
        'question_l10ns',
        'answers',
        'answer_l10ns',
        'question_attributes',
        'conditions',
        'quota',
        'other',
      ),
      fc.array(row, { maxLength: 8 }),
    ),
    { maxLength: 8 },
  )
  await fc.assert(
    fc.asyncProperty(tables, async (all) => {
      const body = all.map(([name, rows]) => {
        const lines = rows.map(
          (cells) => `<row>${cells.map(([key, value]) => `<${key}><![CDATA[${value}]]></${key}>`).join('')}</row>`,
        )
        return `<${name}><rows>${lines.join('')}</rows></${name}>`
      })
      const question =
        '<questions><rows><row><qid>1</qid><gid>1</gid><type>L</type><title>Q1</title></row></rows></questions>'
      const group = '<groups><rows><row><gid>1</gid></row></rows></groups>'
      for (const inside of [body.join(''), `${group}${question}${body.join('')}`]) {
        const error = await readQuestionnaire(bytes(lss(inside))).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        if (error !== null) expect(error).toBeInstanceOf(FileRefused)
      }
    }),
    { numRuns: 300 },
  )
  const head = [
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
    'array_filter',
    'max_answers',
    'equals_num_value',
  ]
  const line = fc.tuple(
    fc.constantFrom('S', 'SL', 'G', 'Q', 'SQ', 'A', 'AS', 'QTA', 'C', '?'),
    fc.array(words, { maxLength: 12 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (lines) => {
      const rows = [head, ...lines.map(([is, cells]) => ['', is, ...cells])]
      const error = await readQuestionnaire(bytes(rows.map((one) => one.join('\t')).join('\n'))).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (error !== null) expect(error).toBeInstanceOf(FileRefused)
    }),
    { numRuns: 300 },
  )
})
