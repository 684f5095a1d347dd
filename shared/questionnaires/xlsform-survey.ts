import type { Cell, Ledger } from './fidelity.ts'
import { question, type SketchPage, type SketchQuestion, type SketchSection, type Words } from './sketch.ts'
import { ImportRefused } from './sketch-document.ts'
import type { ChoiceLists } from './xlsform-choices.ts'
import { questionOfRow } from './xlsform-questions.ts'
import type { Sheet, SheetRow } from './xlsform-sheets.ts'
import { type SheetTable, type TableEdge, tableEdge, tableQuestions } from './xlsform-tables.ts'
import { type RowType, rowType } from './xlsform-types.ts'

export interface Form {
  ledger: Ledger
  lists: ChoiceLists
  calculations: Map<string, Cell>
}

interface Group {
  row: SheetRow
  /** Nothing within it has become a question yet. */
  empty: boolean
  name: string
  title: Words
  askIf: Cell[]
}

const deepest = 50

/**
 * Sections are the outermost groups, pages the groups within them; what is nested deeper stays on its page, and its
 * condition goes to each of its questions. Questions outside any group gather in sections of their own.
 */
export function surveySections(survey: Sheet, form: Form): SketchSection[] {
  const reader = new SurveyReader(form)
  for (const row of survey.rows) reader.row(row)
  return reader.end()
}

class SurveyReader {
  readonly #form: Form
  readonly #sections: SketchSection[] = []
  readonly #open: Group[] = []
  /** How many groups are open within one that repeats, that one among them. */
  #repeated = 0
  #table: SheetTable | undefined

  constructor(form: Form) {
    this.#form = form
  }

  row(row: SheetRow): void {
    const typed = row.cells.get('type')
    if (typed) this.#typed(row, typed, rowType(typed.value))
    else this.#form.ledger.rest(row.cells.values(), 'unsupported', 'The row has no type, so it is left out.')
  }

  #typed(row: SheetRow, typed: Cell, type: RowType): void {
    const { ledger } = this.#form
    const edge = tableEdge(typed.value)
    if (this.#repeated > 0 || (type.is === 'begin' && type.what === 'repeat')) {
      if (type.is === 'begin') this.#repeated += 1
      if (type.is === 'end') this.#repeated -= 1
      leaveRepeat(row, ledger)
    } else if (isDisabled(row))
      ledger.rest(row.cells.values(), 'unsupported', 'The row is disabled in the source, so it is left out.')
    else if (edge) this.#edge(edge, row)
    else if (this.#table) this.#table.rows.push(row)
    else if (type.is === 'begin') this.#begin(row, typed)
    else if (type.is === 'end') {
      leaveEmpty(this.#open.pop(), ledger)
      ledger.rest(row.cells.values(), 'converted', 'It ends a group.')
    } else this.#place(questionOfRow(row, type, this.#form))
  }

  end(): SketchSection[] {
    this.#closeTable()
    for (const group of this.#open) leaveEmpty(group, this.#form.ledger)
    return this.#sections
  }

  #begin(row: SheetRow, typed: Cell): void {
    this.#open.push(groupOf(row, typed, this.#form.ledger))
    if (this.#open.length > deepest) throw new ImportRefused(`Its groups are nested deeper than ${deepest}.`)
  }

  #edge({ is, kind }: TableEdge, row: SheetRow): void {
    this.#closeTable()
    if (is === 'begin') this.#table = { kind, head: row, rows: [] }
    else this.#form.ledger.rest(row.cells.values(), 'converted', 'It ends a table.')
  }

  #closeTable(): void {
    for (const one of this.#table ? tableQuestions(this.#table, this.#form) : []) this.#place(one)
    this.#table = undefined
  }

  #place(made: SketchQuestion | undefined): void {
    if (!made) return
    const inherited = this.#open.slice(2).flatMap(({ askIf }) => askIf)
    const placed = { ...made, askIf: [...inherited, ...made.askIf] }
    pageFor(this.#sections, this.#open).questions.push(...titlesOf(this.#open), placed)
    for (const group of this.#open) group.empty = false
  }
}

const isDisabled = ({ cells }: SheetRow) => /^(yes|true|1)$/i.test(cells.get('disabled')?.value ?? '')

function leaveRepeat(row: SheetRow, ledger: Ledger): void {
  ledger.rest(
    row.cells.values(),
    'unsupported',
    'It is part of a group that repeats, and nothing is asked several times here.',
  )
}

function groupOf(row: SheetRow, typed: Cell, ledger: Ledger): Group {
  const relevant = row.cells.get('relevant')
  const named = row.cells.get('name')
  ledger.converted(typed.at, 'A group became a section, a page, or a part of one.')
  if (named) ledger.converted(named.at, 'The name of a group.')
  const appearance = row.cells.get('appearance')
  if (appearance?.value.includes('field-list')) ledger.converted(appearance.at, 'Its questions stand on one page.')
  return {
    row,
    empty: true,
    name: named?.value ?? 'group',
    title: row.words.get('label') ?? [],
    askIf: relevant ? [relevant] : [],
  }
}

/** A group of which nothing is left, or a `begin` without its `end`, has nothing to be the title of. */
function leaveEmpty(group: Group | undefined, ledger: Ledger): void {
  if (!group?.empty) return
  for (const { at } of group.row.cells.values())
    ledger.unsupported(at, 'Nothing in this group was imported, so the group is left out.')
}

/** The titles of groups that are neither sections nor pages, before the first question in them. */
function titlesOf(open: Group[]): SketchQuestion[] {
  return open.flatMap(({ title, name, row, empty }, depth) => {
    if (depth < 2 || !empty || title.length === 0) return []
    const askIf = open.slice(2, depth + 1).flatMap((group) => group.askIf)
    return [
      question({ name: `${name}_title`, at: `survey!${row.line}`, text: title, askIf, body: { type: 'statement' } }),
    ]
  })
}

/** The page that a question of these groups goes to: the last one, when it is of the same groups, else a new one. */
function pageFor(sections: SketchSection[], open: Group[]): SketchPage {
  const [outer, inner] = open
  const sectionName = outer ? `${outer.name}@${outer.row.line}` : ''
  let section = sections.at(-1) as (SketchSection & { of?: string }) | undefined
  if (!section || section.of !== sectionName) {
    section = Object.assign(
      {
        name: outer?.name ?? 'section',
        title: outer?.title ?? [],
        askIf: outer?.askIf ?? [],
        pages: [] as SketchPage[],
      },
      { of: sectionName },
    )
    sections.push(section)
  }
  const pageName = inner ? `${inner.name}@${inner.row.line}` : ''
  let page = section.pages.at(-1) as (SketchPage & { of?: string }) | undefined
  if (!page || page.of !== pageName) {
    const name = inner?.name ?? `${section.name}-page`
    page = Object.assign(
      { name, title: inner?.title ?? [], askIf: inner?.askIf ?? [], questions: [] as SketchQuestion[] },
      { of: pageName },
    )
    section.pages.push(page)
  }
  return page
}
