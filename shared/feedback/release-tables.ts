/**
 * The tables of a release. A *sealed* table holds the unrounded counts and never leaves the desk; the *public* tables are
 * always made from them, all together, by `publicTablesOf`, so that every number on a page can be computed again.
 */

import { hiddenShort, hiddenWords } from '../analysis/disclosure-rules.ts'
import type { Shown } from '../analysis/suppression.ts'
import { sum } from '../kernel/sum.ts'
import { say, type Text } from '../kernel/text.ts'

export interface Line {
  id: string
  label: Text
  /** The answers it stands for, where small groups were joined to a larger one. */
  of?: string[]
}

/** The answers that a line counts. */
export const idsOf = ({ id, of }: Pick<Line, 'id' | 'of'>): string[] => of ?? [id]

export interface Missing {
  blank: number
  declined: number
  dontKnow: number
}

/** A question that is asked only of people who gave one of these answers before. */
export interface Within {
  key: string
  rows: string[]
}

/** The same table in an earlier release, in the rows and columns of this one: what was counted, and what of it hidden. */
export interface Earlier {
  /** People who answered it then. */
  people: number
  counts: number[][]
  hidden: boolean[][]
  /** By column, who answered, where a person could give several answers by a group: it is told of itself there. */
  bases?: { count: number; hidden: boolean }[]
}

interface Sealed {
  id: string
  /** The question's column: what ties the tables of one release, and of several, together. */
  key: string
  /** The question as it was asked, and the statement for a row of a grid. */
  question: Text
  statement?: Text
  rows: Line[]
  missing: Missing
  within?: Within[]
  earlier?: Earlier[]
}

/** One question, each person counted once. */
export interface SealedOneWay extends Sealed {
  kind: 'one-way'
  counts: number[]
}
/** One question of which a person may choose several: parts overlap, the base is who answered. */
export interface SealedSeveral extends Sealed {
  kind: 'several'
  counts: number[]
  base: number
}
/** One question by one equality variable: counts by row and column, and everybody who is in none of them. */
export interface SealedByEquality extends Sealed {
  kind: 'by-equality'
  by: Text
  byKey: string
  byWithin?: Within[]
  columns: Line[]
  counts: number[][]
  several: boolean
  /** People who answered the question: by column, then those in no column. */
  bases: number[]
  /** By row: who gave this answer and is in no column. */
  unknown: number[]
  /** By column: who is in it and did not answer the question. */
  silent: number[]
  neither: number
}
export type SealedTable = SealedOneWay | SealedSeveral | SealedByEquality

/** How many people's answers a table is made of. */
export function peopleIn(table: SealedTable): number {
  if (table.kind === 'one-way') return sum(table.counts)
  return table.kind === 'several' ? table.base : sum(table.bases.slice(0, -1))
}

export interface PublicColumn {
  id: string
  label: Text
  of?: string[]
  base: number | null
  /** By row; null is "not shown". */
  counts: Shown[]
  shares: (number | null)[]
}

/** What leaves the server: rounded, the small ones gone, shares from rounded counts. */
export interface PublicTable {
  id: string
  key: string
  kind: SealedTable['kind']
  question: Text
  statement?: Text
  by?: Text
  byKey?: string
  /** People could give several answers: they add up to more than the base. */
  several: boolean
  rows: Line[]
  /** One column for a question on its own, one a category of the equality variable otherwise. */
  columns: PublicColumn[]
}

/**
 * A number of a public table, by its row, as everybody reads it: `38% of 2,390`; the count alone when fewer than 30
 * answered; or that it is not shown, shorter beside many columns.
 */
export function shownIn(column: PublicColumn, row: number, isWide = false): string {
  const [counted, share] = [column.counts[row] ?? null, column.shares[row] ?? null]
  if (counted === null) return isWide ? hiddenShort : hiddenWords
  if (share === null || column.base === null) return counted.toLocaleString('en-GB')
  return `${Math.round(share * 100)}% of ${column.base.toLocaleString('en-GB')}`
}

/** The same in one of many columns, where it may stand on two lines: a base stays with its “of”. */
export const shownInMany = (column: PublicColumn, row: number): string =>
  shownIn(column, row, true).replace(' of ', ' of\u00a0')

/** With more columns than this the words for a hidden number are cut to what fits. */
export const isWideTable = ({ columns }: Pick<PublicTable, 'columns'>): boolean => columns.length > 3

/** The question as a reader meets it: with its statement, and by what it is broken down. */
export function questionOf({ question, statement, by }: Pick<PublicTable, 'question' | 'statement' | 'by'>): string {
  const asked = [say(question, 'en'), say(statement, 'en')].filter(Boolean).join(' ')
  if (!by) return asked
  return `${asked}${/[?.!…]$/.test(asked) ? ' By' : ', by'} “${say(by, 'en')}”`
}
