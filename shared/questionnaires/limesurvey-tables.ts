import { type Cell, type Ledger, shortened } from './fidelity.ts'

/** A row of a table of the structure, by its columns. */
export type Row = Map<string, Cell>

/** The tables of a structure by name, each a list of rows. */
export type Tables = Map<string, Row[]>

/** What a column of a row says; empty where there is no row or no cell. */
export const saidIn = (row: Row | undefined, key: string): string => row?.get(key)?.value.trim() ?? ''

/** Rows that share a value: the same question in several languages. */
export function grouped(rows: Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const own = groups.get(key(row))
    if (own) own.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

const keys = [
  'qid',
  'gid',
  'sid',
  'id',
  'aid',
  'parent_qid',
  'question_order',
  'group_order',
  'sortorder',
  'language',
  'scale_id',
  'sg_id',
]

/** Columns that every question fills, by what they hold when they ask for nothing. */
const switches: [string, string][] = [
  ['same_default', '0'],
  ['same_script', '0'],
  ['encrypted', 'N'],
]

/** What columns say that every row fills, where they ask for nothing. */
export function saySwitches(row: Row, ledger: Ledger): void {
  for (const [name, off] of switches) {
    const cell = row.get(name)
    if (cell?.value.trim() === off) ledger.converted(cell.at, 'The setting is off.')
  }
}

/** A subquestion or an answer repeats columns of its question; what it says for itself alone is not kept. */
export function sayRepeated(row: Row, keys: string[], ledger: Ledger): void {
  for (const key of keys) {
    const cell = row.get(key)
    if (!cell) continue
    if (key === 'mandatory' && /^[YS]$/i.test(cell.value.trim()))
      ledger.unsupported(
        cell.at,
        'It asks for this line alone; whether an answer is asked for is said of the whole question.',
      )
    else ledger.converted(cell.at, 'It repeats what its question says.')
  }
}

/** Numbers and orders hold the structure together; they are kept by the order and the codes of the document. */
export function sayKeys(rows: Iterable<Row>, ledger: Ledger): void {
  for (const row of rows) {
    saySwitches(row, ledger)
    for (const key of keys) {
      const cell = row.get(key)
      if (cell) ledger.converted(cell.at, 'It says what belongs together, and in which order.')
      const mark = key === 'language' ? row.get('assessment_value') : undefined
      if (mark?.value.trim() === '0') ledger.converted(mark.at, 'It gives no marks.')
    }
  }
}

/** The one cell of a column that rows in several languages repeat. */
export function shared(rows: Row[], key: string, ledger: Ledger): Cell | undefined {
  const [first, ...others] = rows.flatMap((row) => row.get(key) ?? [])
  if (first) ledger.follow(others, first)
  return first
}

/** The words of a column in every language that a row has them in. */
export const wordsOf = (rows: Row[], key: string, languageKey = 'language') =>
  rows.flatMap((row) => {
    const cell = row.get(key)
    return cell ? [{ language: saidIn(row, languageKey), cell }] : []
  })

const settings: Record<string, string> = {
  quota: 'Quotas are not kept: who may answer is settled with the consultation.',
  quota_members: 'Quotas are not kept: who may answer is settled with the consultation.',
  quota_languagesettings: 'Quotas are not kept: who may answer is settled with the consultation.',
  assessments: 'Assessments are not kept: nobody is given marks here.',
  defaultvalues: 'A value that is filled in beforehand is not kept.',
  defaultvalue_l10ns: 'A value that is filled in beforehand is not kept.',
  surveys: 'It is a setting of how LimeSurvey runs a survey; here that is settled with the consultation.',
  surveys_languagesettings:
    'Its words belong to invitations, notices and the pages around the questions; here they are written with the consultation.',
  survey_urlparams: 'Parameters of the link are not kept, but for hidden choices.',
  themes: 'How it is drawn is for the page here to decide.',
  themes_inherited: 'How it is drawn is for the page here to decide.',
  conditions: 'The condition could not be kept.',
}

/** Settings of a question that many surveys fill, by their beginnings, with why nothing stands for them. */
const ofQuestions: [RegExp, string][] = [
  [
    /^(cssclass|display_|text_input_|input_|answer_width|label_input|choice_input|choice_title|rank_title|repeat_head|same(choice|list)height|show|hide_tip|use_dropdown|dropdown_|location_map|page_break|question_template|slider_(handle|custom|orientation|show|separator|re|rating)|array_filter_style|category_separator|prefix$|image$|responseOutput)/,
    'How it is drawn is for the page here to decide.',
  ],
  [
    /^(statistics_|public_statistics|scale_export|printable_help)/,
    'What is printed, counted and exported is for the service here to decide.',
  ],
  [/^time_limit/, 'Nobody is timed here.'],
  [/^random_group/, 'Questions are asked in the author’s order.'],
  [/^parent_order/, 'Answers do not take the order of another question.'],
  [/^(save_as_default|clear_default)/, 'It is a setting of the tool that wrote the file.'],
]

const attribute = (name: string, value: string) =>
  ofQuestions.find(([names]) => names.test(name))?.[1] ??
  `The setting “${name}” is ${shortened(value, 40)}; a question here has none like it.`

/** What is said of a cell by its table; a setting of a question is named with its value. */
export function leftOver(table: string, key: string, value: string, name: string): string {
  if (table === 'question_attributes') return attribute(name, value)
  if (Object.hasOwn(settings, table)) return settings[table]!
  if (key === 'assessment_value') return 'Assessments are not kept: nobody is given marks here.'
  if (key === 'preg' || key === 'validation') return 'A pattern that an answer must match is not kept.'
  if (key === 'same_default' || key === 'same_script' || key === 'default')
    return 'A value that is filled in beforehand is not kept.'
  if (key === 'script') return 'Scripts are not kept.'
  if (key === 'randomization_group') return 'Groups are asked in the author’s order.'
  if (key === 'encrypted' || key === 'modulename' || key === 'question_theme_name')
    return 'How it is drawn or stored is for the service here to decide.'
  return attribute(key, value)
}
