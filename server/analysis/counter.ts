import { type Around, aroundOf, poolBeside } from '../../shared/analysis/around.ts'
import { bannerBook } from '../../shared/analysis/banner.ts'
import { type Crosstab, crosstab, type Frequency, frequencies } from '../../shared/analysis/count.ts'
import { analystRule, liveStep } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, layoutOf, type VersionDocument } from '../../shared/analysis/layout.ts'
import { Projection, type Store } from '../../shared/analysis/projection.ts'
import { everybody, type Filter, type Selection, select } from '../../shared/analysis/select.ts'
import {
  type ValueSummary,
  valueSummary,
  type WeightedSums,
  type WeightSet,
  weightedCrosstab,
  weightedFrequencies,
} from '../../shared/analysis/weighted-table.ts'
import type { Refusal, WeightingReport } from '../../shared/analysis/weighting.ts'
import { crossable, type FedRow, type Held, show, weighedOnce } from './held.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'
import { withNeeded } from './tables-by.ts'
import type { Weighed, WeightBy } from './weigh.ts'

/** What every count comes with. */
export interface Counted {
  /** People who count, all of them and those the filter leaves. */
  people: number
  selected: number
  groups: number
  synthetic: boolean
  /** Some, or all, came with a weight of their own, in an import. */
  hasWeights: boolean
  isAllWeighted: boolean
  columns: Column[]
}

/** What was asked for with weights, or why there are none; of the same moment as the counts it comes with. */
export type Weighting<Sums> =
  | { ok: true; sums: Sums; report: WeightingReport | null; without: number }
  | { ok: false; refusals: Refusal[] }

export interface CrossCounts {
  /** By key: the question and all that its being asked hangs on, by the other. */
  tables: Record<string, Crosstab>
  /** Within a filter, the same of people of whom it is never shown; null without one, and where the filter's own are among them. */
  elsewhere: Record<string, Crosstab> | null
  weighting: Weighting<WeightedSums<Crosstab>> | null
  around: Around
}

/** Of the columns that hold numbers, which are not told of fewer people than quartiles are. */
const leastForSummary = 4 * (analystRule.hideUpTo + 1)

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
    if (known) {
      known.projection.extend(layout)
      known.crossable = undefined
    } else this.held.set(consultationId, { projection: new Projection(layout), waiting: new Map() })
  }

  /** A page of the change feed. */
  takeRows(page: FedRow[]): void {
    for (const row of page) this.held.get(row.consultationId)?.waiting.set(row.id, row)
    for (const held of this.held.values()) show(held, held.waiting.size - (held.waiting.size % liveStep))
  }

  /** Every column; with weights or means and medians with their intervals where they are asked for. */
  frequencies(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    by: WeightBy | null = null,
    hasSummaries = by !== null,
    hasAround = false,
  ): Counted & {
    frequencies: Frequency[]
    /** What says what may be shown, where it is asked for. */
    around: Around | null
    weighting: Weighting<WeightedSums<Frequency[]>> | null
    summaries: (ValueSummary | null)[] | null
  } {
    const { held, projection, selection, counted } = this.begin(consultationId, isOpen, filter)
    const found = by && weighedOnce(held, by)
    const weights = found?.ok ? found.set.weights : null
    return {
      ...counted,
      frequencies: frequencies(projection, selection),
      around: hasAround ? aroundOf(projection, projection.stores, filter) : null,
      weighting: found && answerOf(found, (set) => weightedFrequencies(projection, selection, set)),
      summaries: hasSummaries
        ? projection.stores.map((store) => valueSummary(store, selection, weights, leastForSummary))
        : null,
    }
  }

  /** Several crosstabs over one selection: [down, across] by the columns' keys; null where there is no such column. */
  crosstabs(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    pairs: [string, string][],
    isWeighted = false,
  ): Counted & { tables: (Crosstab | null)[] } {
    const { stores, selection, counted } = this.beginTables(consultationId, isOpen, filter)
    const weights = isWeighted ? (this.held.get(consultationId)?.weights ?? null) : null
    if (isWeighted && !weights) throw new Error('There are no weights for what is held now.')
    const tables = pairs.map(([down, across]) => {
      const [a, b] = [stores.get(down), stores.get(across)]
      return a && b ? crosstab(a, b, selection, weights) : null
    })
    return { ...counted, tables }
  }

  /** Every column by one of them, of everybody. */
  tablesBy(consultationId: string, isOpen: boolean, by: string): Counted & Around & { tables: Crosstab[] } {
    const { stores, selection, counted, around } = this.beginTables(consultationId, isOpen, everybody)
    const across = stores.get(by)
    if (!across) throw new Error('There is no such column.')
    const tables = [...stores.values()].map((store) => crosstab(store, across, selection))
    return { ...counted, ...around(), tables }
  }

  /**
   * Every question by each variable, a question at a time, so that it can be stopped. Tables are by question, then by
   * variable, with weights each as `crossed` makes it; a key that no column has is left out.
   */
  *bannerBook(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    downs: string[],
    acrosses: string[],
    by: WeightBy | null = null,
  ): Generator<
    void,
    Counted & {
      downs: string[]
      acrosses: string[]
      tables: Crosstab[][]
      elsewhere: Crosstab[][] | null
      weighting: Weighting<WeightedSums<Crosstab>[][]> | null
      around: Around
    }
  > {
    const { held, stores, selection, counted, around, pool } = this.beginTables(consultationId, isOpen, filter)
    const known = (keys: string[]) => keys.flatMap((key) => stores.get(key) ?? [])
    const keys = (stores: Store[]) => stores.map(({ column }) => column.key)
    const [rows, columns] = [known(downs), known(acrosses)]
    const beside = pool()
    const tables: Crosstab[][] = []
    for (const ofQuestion of bannerBook(rows, columns, selection)) {
      tables.push(ofQuestion)
      yield
    }
    const elsewhere: Crosstab[][] = []
    for (const ofQuestion of beside ? bannerBook(rows, columns, beside) : []) {
      elsewhere.push(ofQuestion)
      yield
    }
    const found = by && weighedOnce(held, by)
    const weighted: WeightedSums<Crosstab>[][] = []
    if (found?.ok)
      for (const down of rows) {
        weighted.push(columns.map((across) => weightedCrosstab(down, across, selection, found.set)))
        yield
      }
    return {
      ...counted,
      ...{ downs: keys(rows), acrosses: keys(columns), tables },
      elsewhere: beside ? elsewhere : null,
      weighting: found && answerOf(found, () => weighted),
      around: around(),
    }
  }

  /**
   * One question by another, with what says what may be shown of it. Where weights are asked for they are raked over everybody, or as they
   * were imported; then those the filter leaves.
   */
  crossed(
    consultationId: string,
    isOpen: boolean,
    filter: Filter,
    [down, across]: [string, string],
    by: WeightBy | null,
  ): Counted & CrossCounts {
    const { held, stores, selection, counted, around, pool } = this.beginTables(consultationId, isOpen, filter)
    const [a, b] = [stores.get(down), stores.get(across)]
    if (!a || !b) throw new Error('There is no such column.')
    const beside = pool()
    const lines = withNeeded(counted.columns, a.column)
    const of = (who: Selection) => Object.fromEntries(lines.map(({ key }) => [key, crosstab(stores.get(key)!, b, who)]))
    return {
      ...counted,
      tables: of(selection),
      elsewhere: beside && of(beside),
      weighting: by && answerOf(weighedOnce(held, by), (set) => weightedCrosstab(a, b, selection, set)),
      around: around(),
    }
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
    const held: Held = this.held.get(consultationId) ?? {
      projection: new Projection(layoutOf([])),
      waiting: new Map(),
    }
    const { projection } = held
    if (!isOpen) show(held, held.waiting.size)
    const selection: Selection = select(projection, filter)
    const { people, groups, synthetic } = projection.counts
    const columns = projection.stores.map((store) => store.column)
    const counted: Counted = {
      people,
      selected: selection.size,
      groups,
      synthetic: synthetic > 0,
      hasWeights: projection.weights !== null,
      isAllWeighted: projection.weights !== null && select(projection, { where: [], isWeighted: true }).size === people,
      columns,
    }
    return { held, projection, selection, counted }
  }

  /** For tables: a month or a year is one of a few categories there. */
  private beginTables(consultationId: string, isOpen: boolean, filter: Filter) {
    const { held, projection, selection, counted } = this.begin(consultationId, isOpen, filter)
    const stores = crossable(held)
    return {
      held,
      stores,
      selection,
      counted: { ...counted, columns: [...stores.values()].map(({ column }) => column) },
      around: () => aroundOf(projection, [...stores.values()], filter),
      /** Null where there is no filter, or one of whose people no table is shown. */
      pool: () => (selection.size === counted.people ? null : poolBeside(projection, filter)),
    }
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

function answerOf<Sums>(found: Weighed, count: (set: WeightSet) => Sums): Weighting<Sums> {
  if (!found.ok) return { ok: false, refusals: found.refusals }
  return { ok: true, sums: count(found.set), report: found.report, without: found.without }
}
