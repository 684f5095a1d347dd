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

/** Our reading of a damaged cell, and why it needs one. */
export function explained({ reading: read = '', note = '' }: Cell): string {
  return `${/[.!?]$/.test(read) ? read : `${read}.`} ${note}`
}
