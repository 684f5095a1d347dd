import type { Cell } from './fidelity.ts'
import { question, type SketchItem, type SketchQuestion, type Words } from './sketch.ts'
import { isNo, questionOfRow } from './xlsform-questions.ts'
import type { SheetRow } from './xlsform-sheets.ts'
import type { Form } from './xlsform-survey.ts'
import { rowType } from './xlsform-types.ts'

/** What KoboToolbox writes as several rows and asks as one thing: rows rated alike, choices put in order, a table. */
type TableKind = 'score' | 'rank' | 'kobomatrix'

/** The rows of such a thing, from its first to the one before its last. */
export interface SheetTable {
  kind: TableKind
  head: SheetRow
  rows: SheetRow[]
}

export interface TableEdge {
  is: 'begin' | 'end'
  kind: TableKind
}

/** `begin_score` and the like. */
export function tableEdge(type: string): TableEdge | undefined {
  const [, edge, kind] = /^(begin|end)[ _](score|rank|kobomatrix)\s*$/i.exec(type.trim().toLowerCase()) ?? []
  return kind ? { is: edge as 'begin' | 'end', kind: kind as TableKind } : undefined
}

const lists: Record<TableKind, string> = {
  score: 'kobo--score-choices',
  rank: 'kobo--rank-items',
  kobomatrix: 'kobo--matrix_list',
}

/** The questions of a table; none, with the reason on the account, where its list is not in the file. */
export function tableQuestions(table: SheetTable, form: Form): SketchQuestion[] {
  const { ledger } = form
  const { kind, head, rows } = table
  const named = head.cells.get(lists[kind])
  const items = named && form.lists.take(named.value, undefined)
  if (!named || !items || rows.length === 0) {
    const why = rows.length === 0 ? 'it has no rows' : `the list “${named?.value ?? ''}” is not in the file`
    for (const row of [head, ...rows])
      ledger.rest(row.cells.values(), 'unsupported', `It belongs to a table that is left out, for ${why}.`)
    return []
  }
  ledger.converted(named.at, 'It says which list is meant.')
  ledger.converted(head.cells.get('type')!.at, 'It begins a table.')
  return made[kind]({ table, items, ...wholeOf(head) }, form)
}

interface Drawn {
  table: SheetTable
  items: SketchItem[]
  name: string
  at: string
  label: Words
  askIf: Cell[]
}

function wholeOf(head: SheetRow): Pick<Drawn, 'name' | 'at' | 'label' | 'askIf'> {
  const [named, relevant] = [head.cells.get('name'), head.cells.get('relevant')]
  return {
    name: named?.value ?? `row${head.line}`,
    at: named?.at ?? head.cells.get('type')!.at,
    label: head.words.get('label') ?? [],
    askIf: relevant ? [relevant] : [],
  }
}

const made: Record<TableKind, (drawn: Drawn, form: Form) => SketchQuestion[]> = {
  score: ({ table, items, name, at, label, askIf }, form) => {
    const rows = table.rows.map((row) => lineOf(row, form))
    const aliases = rows.map((row) => ({ name: row.name, row: row.name }))
    const body = { type: 'grid' as const, rows, options: items }
    return [question({ name, at, text: label, askIf, aliases, body, ...requiredIn(table, form) })]
  },
  rank: ({ table, items, name, at, label, askIf }, { ledger, ...form }) => {
    const aliases = table.rows.flatMap(({ cells }, n) => {
      for (const cell of cells.values())
        if (cell !== cells.get('required')) ledger.approximated(cell.at, 'It is a place of the order.')
      const named = cells.get('name')
      return named ? [{ name: named.value, place: n + 1 }] : []
    })
    const places = table.rows.length
    const body = { type: 'ranking' as const, options: items, ...(places < items.length && { top: places }) }
    const required = requiredIn(table, { ledger, ...form })
    return [question({ name, at, text: label, askIf, aliases, body, ...required })]
  },
  kobomatrix: ({ table, items, name, at, label, askIf }, form) => {
    const { ledger } = form
    ledger.approximated(table.head.cells.get('type')!.at, 'Each column of the table became a question of its own.')
    const heading = { name: `${name}_title`, at, named: false as const, askIf, body: { type: 'statement' as const } }
    const columns = table.rows.flatMap((row) => {
      const column = questionOfRow(row, rowType(row.cells.get('type')?.value ?? ''), form)
      return column ? columnQuestions({ ...column, askIf: [...askIf, ...column.askIf] }, name, items, form) : []
    })
    ledger.converted(at, 'The name of a table.')
    return label.length > 0 && columns.length > 0 ? [question({ ...heading, text: label }), ...columns] : columns
  },
}

/** A row that is rated: its name and its words. */
function lineOf({ line, cells, words }: SheetRow, { ledger }: Form): SketchItem {
  const [named, relevant] = [cells.get('name'), cells.get('relevant')]
  ledger.converted(cells.get('type')?.at ?? '', 'It is a row of a table.')
  return {
    name: named?.value ?? `row${line}`,
    ...(named && { named }),
    label: words.get('label') ?? [],
    ...(relevant && { askIf: [relevant] }),
  }
}

/** Here all of a table must be answered, or nothing of it. */
function requiredIn({ rows }: SheetTable, { ledger }: Form): { required?: true } {
  const cells = rows.map((row) => row.cells.get('required'))
  const wanted = cells.map((cell) => Boolean(cell && !isNo(cell)))
  const all = wanted.every((one) => one)
  for (const [n, cell] of cells.entries()) {
    if (!cell) continue
    if (all || !wanted[n]) ledger.converted(cell.at, all ? 'It must be answered.' : 'It may be left blank.')
    else ledger.unsupported(cell.at, 'Only some rows must be answered there; here none of them must be.')
  }
  return all ? { required: true } : {}
}

/** A column of choices is a table by itself; of any other a question is asked for each row. */
function columnQuestions(column: SketchQuestion, table: string, items: SketchItem[], form: Form): SketchQuestion[] {
  const { at, body, name, text } = column
  form.ledger.converted(at, 'It is a part of the names of its questions.')
  for (const { cell } of text) form.ledger.converted(cell.at, 'The words are kept with those of each row.')
  if (body.type !== 'single' && body.type !== 'multiple')
    return items.map((item) => ({
      ...column,
      name: `${table}_${item.name}_${name}`,
      named: false,
      text: beside(item.label, text),
    }))
  for (const { holds, message } of column.checks)
    for (const cell of [holds, ...message.map((one) => one.cell)])
      form.ledger.unsupported(cell.at, 'A rule about each row of a table is not kept.')
  const options = (body.options ?? []).map(({ other, ...option }) => option)
  const grid = {
    type: 'grid' as const,
    rows: items,
    options,
    ...(body.type === 'multiple' && { multiple: true as const }),
  }
  const aliases = items.map((item) => ({ name: `${table}_${item.name}_${name}`, row: item.name }))
  return [{ ...column, name: `${table}_${name}`, named: false, checks: [], aliases, body: grid }]
}

/** The words of a row and of a column, in each language of the row. */
const beside = (row: Words, column: Words): Words =>
  row.length === 0
    ? column
    : row.map(({ language, cell }) => {
        const other = column.find((one) => one.language === language) ?? column[0]
        return { language, cell: { at: cell.at, value: other ? `${cell.value} – ${other.cell.value}` : cell.value } }
      })
