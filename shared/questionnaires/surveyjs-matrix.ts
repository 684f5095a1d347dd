import type { Cell } from './fidelity.ts'
import { question, type SketchBody, type SketchItem, type SketchQuestion } from './sketch.ts'
import { SourceNode } from './source-node.ts'
import { bodyOf, rowsShuffled } from './surveyjs-bodies.ts'
import { conditionsOf, itemOf } from './surveyjs-choices.ts'
import type { Making } from './surveyjs-elements.ts'
import { headingOf, helpOf, requiredOf } from './surveyjs-questions.ts'

const mostCells = 400

/**
 * A table of several columns: each column of choices becomes a grid of its own, each cell to write in a question of its
 * own, with the title of the whole before them.
 */
export function matrixQuestions(element: SourceNode, askIf: Cell[], making: Making): SketchQuestion[] {
  const { ledger } = making
  const named = element.cellAt('name')
  const name = named?.value ?? 'matrix'
  const rows = element.list('rows')
  const columns = element.list('columns')
  if (rows.length === 0 || columns.length === 0 || rows.length * columns.length > mostCells) {
    const why = rows.length === 0 ? 'It has no rows of its own.' : 'It has no columns, or too many cells.'
    ledger.rest(element.cells(), 'unsupported', `It belongs to a table that is left out: ${why}`)
    return []
  }
  const whole = requiredOf(element, making)
  const [sole] = columns
  if (columns.length === 1 && choosing.includes(kindOf(sole!, element)))
    return columnQuestions({ element, column: sole!, rows, name, askIf, whole }, making).map((one) =>
      asWhole(one, element, sole!, making),
    )
  if (named) ledger.approximated(named.at, 'Each column of the table became a question of its own.')
  const heading = headingOf(element, name, askIf)
  return [
    ...heading,
    ...columns.flatMap((column) => columnQuestions({ element, column, rows, name, askIf, whole }, making)),
  ]
}

/** A table with one column of choices is one question, with the name and the words of the table. */
function asWhole(made: SketchQuestion, element: SourceNode, column: SourceNode, { ledger }: Making): SketchQuestion {
  const named = element.cellAt('name')
  const own = column.cell ?? column.cellAt('name') ?? column.cellAt('value')
  if (own) ledger.converted(own.at, 'The one column of the table is the question itself.')
  const [title, said] = [element.words('title'), column.words('title')]
  const words = title.map(({ language, cell }) => {
    const beside = said.find((one) => one.language === language)?.cell
    if (beside) ledger.converted(beside.at, 'The words are kept with those of the table.')
    const same = !beside || beside.value.trim() === cell.value.trim()
    return { language, cell: same ? cell : { at: cell.at, value: `${cell.value} – ${beside.value}` } }
  })
  const text = words.length > 0 ? words : said.length > 0 || !named ? made.text : [{ language: '', cell: named }]
  return { ...made, ...(named && { name: named.value, at: named.at }), text, ...helpOf(element) }
}

interface Column {
  element: SourceNode
  column: SourceNode
  rows: SourceNode[]
  name: string
  askIf: Cell[]
  whole: { required?: true }
}

const choosing = ['dropdown', 'radiogroup', 'checkbox', 'tagbox', 'boolean', 'rating', 'buttongroup']

function kindOf(column: SourceNode, element: SourceNode): string {
  const [own, shared] = [column.cellAt('cellType'), element.cellAt('cellType')]
  return own && own.value !== 'default' ? own.value : (shared?.value ?? 'dropdown')
}

function columnQuestions({ element, column, rows, name, askIf, whole }: Column, making: Making): SketchQuestion[] {
  const { ledger } = making
  for (const cell of [column.cellAt('cellType'), element.cellAt('cellType')])
    if (cell) ledger.converted(cell.at, 'It says how the cells of a column are answered.')
  const kind = kindOf(column, element)
  const named = column.cell ?? column.cellAt('name') ?? column.cellAt('value')
  const columnName = named?.value ?? 'column'
  const shown = conditionsOf(column, ledger)
  const ofRow = shown.filter(({ value }) => value.includes('{row.'))
  const conditions = [...askIf, ...shown.filter((cell) => !ofRow.includes(cell))]
  const said = column.words('title')
  const text = said.length > 0 ? said : named ? [{ language: '', cell: named }] : []
  const at = named?.at ?? column.at
  const required = { ...whole, ...requiredOf(column, making) }
  const body = bodyFor(kind, column, element, making)
  if (!body) {
    ledger.rest(
      column.cells(),
      'unsupported',
      `A column of the kind “${kind}” is not asked here, or its choices are not in the file.`,
    )
    return []
  }
  if (body.options) {
    const lines = rows.map((row) => {
      const line = itemOf(row, ledger, element.child('rowsVisibleIf'))
      const only = [...(line.askIf ?? []), ...inRow(ofRow, name, line.name)]
      return only.length > 0 ? { ...line, askIf: only } : line
    })
    const many = body.type === 'multiple' ? { multiple: true as const } : {}
    const aliases = lines.map((row) => ({ name: `${name}.${row.name}.${columnName}`, row: row.name }))
    const order = rowsShuffled(element, making)
    const grid: SketchBody = { type: 'grid', rows: lines, options: body.options, ...many, ...order }
    return [question({ name: `${name}_${columnName}`, at, text, askIf: conditions, ...required, aliases, body: grid })]
  }
  if (named) ledger.converted(named.at, 'It is a part of the names of its questions.')
  return rows.map((row) => {
    const line = itemOf(row, ledger)
    const words = line.label.map(({ language, cell }) => {
      const other = text.find((one) => one.language === language) ?? text[0]
      return { language, cell: { at: cell.at, value: other ? `${cell.value} – ${other.cell.value}` : cell.value } }
    })
    for (const { cell } of text) ledger.converted(cell.at, 'The words are kept with those of each row.')
    const aliases = [{ name: `${name}.${line.name}.${columnName}` }]
    return question({
      name: `${name}_${line.name}_${columnName}`,
      at: line.named?.at ?? row.at,
      text: words,
      askIf: [...conditions, ...inRow(ofRow, name, line.name)],
      ...required,
      aliases,
      body,
    })
  })
}

/** `{row.using}` is the answer in the column “using” of the same row. */
const inRow = (cells: Cell[], table: string, row: string): Cell[] =>
  cells.map(({ at, value }) => ({ at, value: value.replaceAll('{row.', `{${table}.${row}.`) }))

/** A column without choices of its own has those of the whole table. */
function bodyFor(kind: string, column: SourceNode, element: SourceNode, making: Making): SketchBody | undefined {
  if (!choosing.includes(kind)) return kind === 'text' || kind === 'comment' ? bodyOf[kind]!(column, making) : undefined
  if (kind === 'boolean') return { type: 'single', options: yesAndNo(column) }
  if (kind === 'rating') return ratingAsOptions(column, making)
  const own = column.child('choices').value !== undefined || column.child('choicesByUrl').value !== undefined
  const list = own ? column : new SourceNode({ choices: element.child('choices').value }, element.at)
  return bodyOf[kind === 'tagbox' ? 'checkbox' : kind]!(list, making)
}

const yesAndNo = (column: SourceNode): SketchItem[] =>
  (['true', 'false'] as const).map((name) => ({
    name,
    label: [{ language: '', cell: { at: column.child('cellType').at, value: name === 'true' ? 'Yes' : 'No' } }],
  }))

function ratingAsOptions(column: SourceNode, making: Making): SketchBody | undefined {
  const body = bodyOf.rating!(column, making)
  if (body?.type !== 'scale') return body
  const points = Array.from({ length: Math.min(body.to! - body.from! + 1, 200) }, (_one, n) => String(body.from! + n))
  const label = (point: string) => [{ language: '', cell: { at: column.at, value: point } }]
  return { type: 'single', options: points.map((name) => ({ name, label: label(name) })) }
}
