import type { Cell, Ledger } from './fidelity.ts'
import { question, type SketchPage, type SketchQuestion, type SketchSection, type Words } from './sketch.ts'
import { ImportRefused } from './sketch-document.ts'
import type { ChoiceLists } from './xlsform-choices.ts'
import { questionOfRow } from './xlsform-questions.ts'
import type { Sheet, SheetRow } from './xlsform-sheets.ts'
import { rowType } from './xlsform-types.ts'

export interface Form {
  ledger: Ledger
  lists: ChoiceLists
  calculations: Map<string, Cell>
}

interface Group {
  row: SheetRow
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
  const sections: SketchSection[] = []
  const open: Group[] = []
  let left = 0
  for (const row of survey.rows) {
    const typed = row.cells.get('type')
    if (!typed) {
      form.ledger.rest(row.cells.values(), 'unsupported', 'The row has no type, so it is left out.')
      continue
    }
    const type = rowType(typed.value)
    if (left > 0 || (type.is === 'begin' && type.what === 'repeat')) {
      if (type.is === 'begin') left += 1
      if (type.is === 'end') left -= 1
      leaveRepeat(row, form.ledger)
      continue
    }
    if (isDisabled(row))
      form.ledger.rest(row.cells.values(), 'unsupported', 'The row is disabled in the source, so it is left out.')
    else if (type.is === 'begin') {
      open.push(groupOf(row, typed, form.ledger))
      if (open.length > deepest) throw new ImportRefused(`Its groups are nested deeper than ${deepest}.`)
      if (open.length > 2) pageFor(sections, open).questions.push(...titleAsStatement(open))
    } else if (type.is === 'end') {
      open.pop()
      form.ledger.rest(row.cells.values(), 'converted', 'It ends a group.')
    } else {
      const made = questionOfRow(row, type, form)
      const inherited = open.slice(2).flatMap(({ askIf }) => askIf)
      if (made) pageFor(sections, open).questions.push({ ...made, askIf: [...inherited, ...made.askIf] })
    }
  }
  return sections
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
  return { row, name: named?.value ?? 'group', title: row.words.get('label') ?? [], askIf: relevant ? [relevant] : [] }
}

function titleAsStatement(open: Group[]): SketchQuestion[] {
  const { title, name, row } = open.at(-1)!
  const [first] = title
  if (!first) return []
  const askIf = open.slice(2).flatMap((group) => group.askIf)
  return [
    question({ name: `${name}_title`, at: `survey!${row.line}`, text: title, askIf, body: { type: 'statement' } }),
  ]
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
