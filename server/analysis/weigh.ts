import { rowsOf } from '../../shared/analysis/bits.ts'
import { firstCategory } from '../../shared/analysis/layout.ts'
import type { Projection } from '../../shared/analysis/projection.ts'
import { type WeightSet, weightSet } from '../../shared/analysis/weighted-table.ts'
import { type Refusal, type Target, type WeightingReport, weigh } from '../../shared/analysis/weighting.ts'

/** What people are weighted to: one census characteristic, in the categories of the projection's column. */
export interface Wanted {
  name: string
  /** The key of the column that tells it. */
  column: string
  /** Ids of the column's categories, with their share of the area; others keep the share they have. */
  categories: { id: string; label: string; share: number }[]
}

/** `imported`: what the file brought. Otherwise raked to these. */
export type WeightBy = 'imported' | Wanted[]

export type Weighed =
  | { ok: true; set: WeightSet; report: WeightingReport | null; without: number }
  | { ok: false; refusals: Refusal[]; report: WeightingReport | null }

/** A weight a row of the projection, over everybody who counts; 0 for those who have none. Runs in the counting thread. */
export function weighed(projection: Projection, by: WeightBy): Weighed {
  const people = rowsOf(projection.people)
  if (by === 'imported') {
    const weights = projection.weights ?? new Float64Array(projection.rows)
    const without = people.reduce((sum, row) => sum + (weights[row] === 0 ? 1 : 0), 0)
    return { ok: true, set: weightSet(weights), report: null, without }
  }
  const targets = by.map((wanted) => targetOf(projection, people, wanted))
  const silent = targets.filter(({ codes }) => codes.every((code) => code < 0))
  if (silent.length > 0)
    return {
      ok: false,
      report: null,
      refusals: silent.flatMap(({ name, categories }) =>
        categories.map((category): Refusal => ({ reason: 'nobody answered', characteristic: name, category })),
      ),
    }
  const found = weigh(targets)
  if (!found.ok) return found
  const weights = new Float64Array(projection.rows)
  for (const [i, row] of people.entries()) weights[row] = found.weights[i]!
  return { ok: true, set: weightSet(weights), report: found.report, without: 0 }
}

function targetOf(projection: Projection, people: Uint32Array, { name, column, categories }: Wanted): Target {
  const store = projection.byKey.get(column)
  const places = new Map(categories.map(({ id }, i) => [id, i]))
  const byCode = [
    ...new Array<number>(firstCategory).fill(-1),
    ...(store?.column.categories ?? []).map(({ id }) => places.get(id) ?? -1),
  ]
  const codes = Array.from(people, (row) => (store ? byCode[store.codes[row]!]! : -1))
  return { name, categories: categories.map(({ label }) => label), shares: categories.map(({ share }) => share), codes }
}
