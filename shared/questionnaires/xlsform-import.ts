import { xpath } from './expression-dialects.ts'
import { Ledger, shortened } from './fidelity.ts'
import { documentFrom, type Imported, ImportRefused } from './sketch-document.ts'
import { choiceLists } from './xlsform-choices.ts'
import { cellsOfSheet, columnOf, type RawSheet, type Sheet, sheetOf } from './xlsform-sheets.ts'
import { type Form, surveySections } from './xlsform-survey.ts'

/** The questionnaire of an XLSForm. Throws `ImportRefused` when it is none. */
export function importXlsform(raw: { sheet: RawSheet; firstLine: number }[]): Imported {
  const sheets = raw.map(({ sheet, firstLine }) => sheetOf(sheet, firstLine))
  const named = (name: string) => sheets.find((sheet) => sheet.name.trim().toLowerCase() === name)
  const survey = named('survey')
  if (!survey?.known.has('type'))
    throw new ImportRefused('It has no sheet “survey” with a column “type”, so it is no XLSForm.')
  const ledger = new Ledger(sheets.flatMap(cellsOfSheet))
  const choices = named('choices') ?? named('choices_and_columns')
  const settings = settingsOf(named('settings'), ledger)
  for (const sheet of [survey, choices]) if (sheet) sayColumns(sheet, ledger)
  const languages = languagesOf([survey, ...(choices ? [choices] : [])])
  const form: Form = { ledger, lists: choiceLists(choices, ledger), calculations: new Map() }
  const sections = surveySections(survey, form)
  const sketch = {
    dialect: xpath,
    pipe: /\$\{([^}\n]{1,100})\}/g,
    language: firstLanguage(settings.language, languages),
    languages,
    title: settings.title,
    sections,
    calculations: form.calculations,
    known: (written: string) => written.trim(),
  }
  form.lists.sayUnused()
  return documentFrom(sketch, ledger, ({ at, value }) => leftOver(at, value))
}

/** Every language of the headings, those of the labels first. */
function languagesOf(sheets: Sheet[]): string[] {
  const all = sheets.flatMap(({ rows }) => rows.map(({ words }) => words))
  const labels = all.flatMap((words) => words.get('label') ?? [])
  const found = [...labels, ...all.flatMap((words) => [...words.values()].flat())].map(({ language }) => language)
  return [...new Set(found)]
}

const firstLanguage = (wanted: string | undefined, all: string[]): string => {
  if (wanted) return all.find((one) => one.toLowerCase() === wanted.toLowerCase()) ?? wanted
  return all[0] ?? ''
}

function settingsOf(sheet: Sheet | undefined, ledger: Ledger) {
  const row = sheet?.rows[0]
  const title = row?.words.get('form_title') ?? []
  const language = row?.cells.get('default_language')
  if (language) ledger.converted(language.at, 'It says which language comes first.')
  for (const column of sheet?.columns ?? []) ledger.converted(column.at, 'A heading.')
  return { title, language: language?.value }
}

const understood = [
  'type',
  'name',
  'label',
  'hint',
  'relevant',
  'constraint',
  'constraint_message',
  'required',
  'required_message',
  'calculation',
  'choice_filter',
  'appearance',
  'parameters',
  'default',
  'read_only',
  'repeat_count',
  'list_name',
  'disabled',
  'kobo--score-choices',
  'kobo--rank-items',
  'kobo--matrix_list',
]

function sayColumns(sheet: Sheet, ledger: Ledger): void {
  for (const column of sheet.columns) {
    const { base } = columnOf(column.value)
    const own = sheet.name.toLowerCase() !== 'survey' || understood.includes(base)
    if (own) ledger.converted(column.at, 'A heading.')
    else ledger.unsupported(column.at, `The column “${base}” has no counterpart here.`)
  }
}

const left: Record<string, string> = {
  appearance: 'How it is drawn is for the page here to decide.',
  default: 'A value that is filled in beforehand is not kept.',
  read_only: 'A question that nobody may answer is not kept apart.',
  guidance_hint: 'Guidance for interviewers is not kept.',
  required: 'It has no answer that could be asked for.',
  constraint: 'It has no answer that could be checked.',
  constraint_message: 'It is the message of a rule that is not there.',
  required_message: 'The words of the reminder are the page’s own here.',
  parameters: 'These parameters have no counterpart here.',
  image: 'Pictures are not shown with a question.',
  audio: 'Sounds are not played with a question.',
  video: 'Films are not shown with a question.',
  'big-image': 'Pictures are not shown with a question.',
  repeat_count: 'Repeated groups are not kept.',
  trigger: 'What makes a value be worked out anew is not kept.',
  choice_filter: 'The filter belongs to a list that is not here.',
  calculation: 'No condition uses this value, and no value is kept that nobody gave.',
  form_id: 'The form’s own id has no counterpart here.',
  version: 'Versions are counted here when a questionnaire is published.',
  style: 'How it is drawn is for the page here to decide.',
  instance_name: 'An answer has no name of its own here.',
  public_key: 'How answers travel and are kept is for the service to decide.',
  submission_url: 'How answers travel and are kept is for the service to decide.',
}

function leftOver(at: string, value: string): string {
  const { base } = columnOf(at.slice(at.lastIndexOf('!') + 1).replace(/^\d+:/, ''))
  const sheet = at.slice(0, at.indexOf('!')).toLowerCase()
  if (sheet === 'external_choices') return 'Choices of another file or a filtered search are not kept.'
  if (!['survey', 'choices', 'choices_and_columns', 'settings'].includes(sheet))
    return `The sheet “${sheet}” is no part of a questionnaire here.`
  if (Object.hasOwn(left, base)) return left[base]!
  return sheet === 'settings'
    ? `“${base}” is ${shortened(value)}, which has no counterpart here.`
    : `The column “${base}” has no counterpart here.`
}
