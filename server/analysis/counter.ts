import { bannerBook } from '../../shared/analysis/banner.ts'
import { type Crosstab, crosstab, type Frequency, frequencies } from '../../shared/analysis/count.ts'
import { liveStep } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, layoutOf, type VersionDocument } from '../../shared/analysis/layout.ts'
import { Projection, type SourceRow, type Store } from '../../shared/analysis/projection.ts'
import { type Filter, type Selection, select, wholesOf } from '../../shared/analysis/select.ts'
import { type WeightedAsked, type WeightedTable, weightedTable } from '../../shared/analysis/weighted-table.ts'
import type { Refusal, WeightingReport } from '../../shared/analysis/weighting.ts'
import { type Held, readSnapshot, writeSnapshot } from './snapshot.ts'
import { type WeightBy, weighed } from './weigh.ts'

/** What every count comes with. */
export interface Counted {
  /** People who count, all of them and those the filter leaves. */
  people: number
  selected: number
  /** Whom the filter's people are a part of: how many it would leave without each of its conditions. */
  wholes: number[]
  groups: number
  synthetic: boolean
  columns: Column[]
}

export type WeightedAnswer =
  | { ok: true; table: WeightedTable; report: WeightingReport | null; without: number }
  | { ok: false; refusals: Refusal[]; report: WeightingReport | null }

export interface FedRow extends SourceRow {
  consultationId: string
}

/** Holds the projections of one database and counts over them. Lives in the worker thread; knows no database. */
export class Counter {
  private held = new Map<string, Held>()

  reset(): void {
    this.held.clear()
  }

  /** The consultation's published versions, oldest first; more than before extends what is held. */
  setVersions(consultationId: string, versions: VersionDocument[]): void {
    const layout = layoutOf(versions)
    const known = this.held.get(consultationId)
    if (known) known.projection.extend(layout)
    else this.held.set(consultationId, { projection: new Projection(layout), waiting: new Map() })
  }

  /** A page of the change feed, as JSON in bytes that were handed over. */
  takeRows(bytes: Uint8Array): void {
    const page = JSON.parse(new TextDecoder().decode(bytes)) as FedRow[]
    for (const { consultationId, ...row } of page) this.held.get(consultationId)?.waiting.set(row.id, row)
    for (const held of this.held.values()) show(held, held.waiting.size - (held.waiting.size % liveStep))
  }

  frequencies(consultationId: string, isOpen: boolean, filter: Filter): Counted & { frequencies: Frequency[] } {
    const { projection, selection, counted } = this.begin(consultationId, isOpen, filter)
    return { ...counted, frequencies: frequencies(projection, selection) }
  }

  /** Several crosstabs over one selection: [down, across] by the columns' keys; null where there is no such column. */
  crosstabs(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    pairs: [string, string][],
    isWeighted = false,
  ): Counted & { tables: (Crosstab | null)[] } {
    const { projection, selection, counted } = this.begin(consultationId, isOpen, filter)
    const weights = isWeighted ? (this.held.get(consultationId)?.weights ?? null) : null
    if (isWeighted && !weights) throw new Error('There are no weights for what is held now.')
    const tables = pairs.map(([down, across]) => {
      const [a, b] = [projection.byKey.get(down), projection.byKey.get(across)]
      return a && b ? crosstab(a, b, selection, weights) : null
    })
    return { ...counted, tables }
  }

  /**
   * Every question by each variable, a question at a time, so that it can be stopped. Tables are by question, then by
   * variable; a key that no column has is left out.
   */
  *bannerBook(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    downs: string[],
    acrosses: string[],
  ): Generator<void, Counted & { downs: string[]; acrosses: string[]; tables: Crosstab[][] }> {
    const { projection, selection, counted } = this.begin(consultationId, isOpen, filter)
    const known = (keys: string[]) => keys.flatMap((key) => projection.byKey.get(key) ?? [])
    const keys = (stores: Store[]) => stores.map(({ column }) => column.key)
    const [rows, columns] = [known(downs), known(acrosses)]
    const tables: Crosstab[][] = []
    for (const own of bannerBook(rows, columns, selection)) {
      tables.push(own)
      yield
    }
    return { ...counted, downs: keys(rows), acrosses: keys(columns), tables }
  }

  /** One question by another with weights: raked over everybody, or as they were imported; then those the filter leaves. */
  weightedTable(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    [down, across]: [string, string],
    asked: WeightedAsked,
    by: WeightBy,
  ): WeightedAnswer {
    const { projection, selection } = this.begin(consultationId, isOpen, filter)
    const [a, b] = [projection.byKey.get(down), projection.byKey.get(across)]
    if (!a || !b) throw new Error('There is no such column.')
    const found = weighed(projection, by)
    if (!found.ok) return found
    const { weights, report, without } = found
    return { ok: true, report, without, table: weightedTable(a, b, selection, weights, asked) }
  }

  /** A weight for everybody by their category of one column, until the rows change. Others weigh 1. */
  weighBy(consultationId: string, column: string, weights: Record<string, number>): void {
    const held = this.held.get(consultationId)
    const store = held?.projection.byKey.get(column)
    if (!held || !store) throw new Error('There is no such column to weigh by.')
    const byCode = [1, 1, 1, 1, ...store.column.categories.map(({ id }) => weights[id] ?? 1)]
    held.weights = Float64Array.from({ length: held.projection.rows }, (_, row) => byCode[store.codes[row]!]!)
  }

  private begin(consultationId: string, isOpen: boolean, filter: Filter) {
    const held = this.held.get(consultationId) ?? { projection: new Projection(layoutOf([])), waiting: new Map() }
    const { projection } = held
    if (!isOpen) show(held, held.waiting.size)
    const selection: Selection = select(projection, filter)
    const { people, groups, synthetic } = projection.counts
    const columns = projection.stores.map((store) => store.column)
    const wholes = wholesOf(projection, filter)
    const counted: Counted = { people, selected: selection.size, wholes, groups, synthetic: synthetic > 0, columns }
    return { projection, selection, counted }
  }

  /** Keeps what is held in one file beside the position it was read to; reading it back is all or nothing. */
  save(file: string, position: string): void {
    writeSnapshot(file, position, this.held)
  }

  /** The position the snapshot was read to, or null when there is none that can be used. */
  load(file: string): { position: string; versions: [string, string[]][] } | null {
    const found = readSnapshot(file)
    if (!found) return null
    this.held = found.projections
    const versions = [...found.projections].map(([id, { projection }]): [string, string[]] => [
      id,
      projection.layout.versions.map((v) => v.id),
    ])
    return { position: found.position, versions }
  }

  /** Responses held, those that wait to be shown among them. */
  rows(): number {
    let total = 0
    for (const { projection, waiting } of this.held.values()) {
      total += projection.rows
      for (const id of waiting.keys()) if (projection.index.find(id) === -1) total++
    }
    return total
  }
}

/**
 * Puts the first changes of the feed into what is counted. While a consultation is open only whole steps of them are, from the
 * first row on: a thread that begins again shows no more of an open consultation than one that ran all the time.
 */
function show(held: Held, many: number) {
  const { projection, waiting } = held
  if (many === 0) return
  held.weights = null
  let left = many
  for (const [id, row] of waiting) {
    if (left-- === 0) break
    projection.apply(row)
    waiting.delete(id)
  }
}
