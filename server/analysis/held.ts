import { dateGroups } from '../../shared/analysis/date-groups.ts'
import type { Projection, SourceRow, Store } from '../../shared/analysis/projection.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { type Weighed, type WeightBy, weighed } from './weigh.ts'

/** A row of the change feed; its answers are still the JSON that the database gives. */
export interface FedRow extends Omit<SourceRow, 'answers' | 'equality'> {
  consultationId: string
  answers: string | null
  equality: string | null
}

/** A projection with the changes that wait to be shown. */
export interface Held {
  projection: Projection
  waiting: Map<string, FedRow>
  /** The columns as they stand in tables, while the rows are as they were. */
  crossable?: Map<string, Store> | undefined
  weights?: Float64Array | null
  /** The last weights that were asked for, while the rows are as they were. */
  weighed?: { key: string; found: Weighed } | undefined
}

/** The columns by their keys, dates of a month or a year in groups; made once for all tables until the rows change. */
export function crossable(held: Held): Map<string, Store> {
  const { stores, people } = held.projection
  const asCrossed = (store: Store) => {
    if (store.column.type !== 'partial_date') return store
    const grouped = dateGroups(store, people)
    // Nobody has named one yet: there is nothing to cross.
    return grouped.column.categories.length > 0 ? grouped : store
  }
  held.crossable ??= new Map(stores.map((store) => [store.column.key, asCrossed(store)]))
  return held.crossable
}

/** Raked once for all tables until the rows change. */
export function weighedOnce(held: Held, by: WeightBy): Weighed {
  const key = JSON.stringify(by)
  held.weighed = held.weighed?.key === key ? held.weighed : { key, found: weighed(held.projection, by) }
  return held.weighed.found
}

/**
 * Puts the first changes of the feed into what is counted. While a consultation is open only whole steps of them are, from the
 * first row on: a thread that begins again shows no more of an open consultation than one that ran all the time.
 */
export function show(held: Held, many: number) {
  const { projection, waiting } = held
  if (many === 0) return
  held.weights = null
  held.weighed = undefined
  held.crossable = undefined
  let left = many
  for (const [id, row] of waiting) {
    if (left-- === 0) break
    projection.apply(sourceOf(row))
    waiting.delete(id)
  }
}

/** Answers are taken apart here, one row at a time: those of a whole page at once are many times its JSON in memory. */
const sourceOf = (row: FedRow): SourceRow => ({
  ...row,
  answers: answersIn(row.answers),
  equality: answersIn(row.equality),
})

const answersIn = (json: string | null) => (json === null ? null : (JSON.parse(json) as Answers))
