import type { Column } from '../analysis/layout.ts'

/** Which columns a release may hold, and by which they may be broken down: one rule for the desk and for the freeze. */

const isClosed = ({ kind }: Column) => kind === 'codes' || kind === 'set'
/** A hidden value says where a link was found: nobody was asked it. Months and years are grouped by who answered so far. */
const notReleased = new Set<Column['type']>(['characteristic', 'hidden', 'partial_date'])
const isAsked = ({ part, type }: Column) => part !== 'about' && !notReleased.has(type)

/** Any closed question on its own. */
export const mayRelease = (column: Column): boolean => isAsked(column) && isClosed(column)

/** A question of the main part, the borough and several answers among them, by one equality question. */
export const mayBreakDown = (column: Column): boolean => mayRelease(column) && column.part === 'main'

/** An equality question of which a person has one answer. Never two of them at once. */
export const isBreakdown = (column: Column): boolean =>
  isAsked(column) && column.part === 'equality' && column.kind === 'codes'
