/** A piece of the printed plan, exactly as it stands on one line of the stored source. */
export interface Fragment {
  line: number
  text: string
}

/** One cell of the printed table. Where the source is damaged, `reading` says what we take it to mean, and `note` why. */
export interface Cell {
  asPrinted: Fragment[]
  reading?: string
  damaged?: true
  note?: string
}

/** Who leads, as printed, and the people it names. They are text: never accounts. */
export interface Lead extends Cell {
  names: string[]
}

export const printed = (cell: Cell): string => cell.asPrinted.map((fragment) => fragment.text).join(' ')

/** The cell to read or to search: our reading where there is one. */
export const reading = (cell: Cell): string => cell.reading ?? printed(cell)

/** What the plan prints beside an objective or an action. */
export interface PrintedRow {
  lead: Cell | null
  funding: Cell | null
  timescales: Cell[]
  measures: Cell[]
  progress: Cell[]
}

/** The cells of the printed table in its own order, each under its name; what the plan leaves empty is left out. */
export function printedFacts({ lead, funding, timescales, measures, progress }: PrintedRow): [string, Cell[]][] {
  const facts: [string, Cell[]][] = [
    ['Lead', lead ? [lead] : []],
    ['Funding', funding ? [funding] : []],
    ['Timescale', timescales],
    ['Measure', measures],
    ['Progress, as printed', progress],
  ]
  return facts.filter(([, cells]) => cells.length > 0)
}

/** Our reading of a damaged cell, and why it needs one. */
export function explained({ reading: read = '', note = '' }: Cell): string {
  return `${/[.!?]$/.test(read) ? read : `${read}.`} ${note}`
}
