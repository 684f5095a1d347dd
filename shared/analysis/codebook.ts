import { missingKinds, missingLabels, missingSigns, type Variable } from './variables.ts'

/** One line of a codebook: `label` and `wording` say what was asked, `value` and `missing` what a cell means. */
export interface CodebookLine {
  variable: string
  type: string
  item: 'label' | 'wording' | 'value' | 'missing'
  /** As it stands in a text file; of a wording the version. */
  code: string
  /** As it stands in a numeric file. */
  number: number | null
  meaning: string
}

export const codebookHead = ['variable', 'type', 'item', 'code', 'number', 'meaning'] as const

const about: [name: string, type: string, meaning: string][] = [
  ['response', 'number', 'A number of this file alone, in the order of random ids: it says nothing of who or when'],
  ['version', 'number', 'Which published version of the questionnaire was answered'],
  ['way_in', 'text', 'The way in that the answers came by; “Imported file” for those that were imported'],
  ['received_on', 'date', 'The day the answers came in, in London; never the time'],
  ['speed', 'text', 'How fast it was answered for its length: usual, fast, unknown'],
  ['synthetic', 'number', '1 where the answers were made up to try the consultation out'],
  ['weight', 'number', 'The weight that came with an imported response; empty where there is none'],
  [
    'shuffle_seed',
    'number',
    'Which of 256 orders shuffled options and rows were shown in: the same number, the same order; empty where none were',
  ],
]

/** The codebook of an export: first the columns about a response, then every question's. */
export function codebookOf(variables: readonly Variable[]): CodebookLine[] {
  const first = about.map(
    ([variable, type, meaning]): CodebookLine => ({ variable, type, item: 'label', code: '', number: null, meaning }),
  )
  return [...first, ...variables.flatMap(linesOf)]
}

function linesOf(variable: Variable): CodebookLine[] {
  const { name, type, label, wording, values, missing } = variable
  const isText = type === 'text' || type === 'words'
  const line = (item: CodebookLine['item'], code: string, number: number | null, meaning: string): CodebookLine => ({
    variable: name,
    type,
    item,
    code,
    number,
    meaning,
  })
  return [
    line('label', '', null, label),
    ...wording.map(({ version, text }) => line('wording', `version ${version}`, null, text)),
    ...values.map((value) => line('value', value.code, value.number, value.label)),
    ...missingKinds.map((kind, i) =>
      // A blank text is a blank text in a numeric file too.
      line('missing', missingSigns[kind], isText && kind !== 'not_asked' ? null : missing[i]!, missingLabels[kind]),
    ),
  ]
}
