import type { Crosstab, Frequency } from '../analysis/count.ts'
import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import { type Column, firstCategory } from '../analysis/layout.ts'
import { type MergedLine, mergeUp } from './merge-up.ts'
import type { QuestionFacts } from './question-facts.ts'
import { type Earlier, idsOf, type Line, type PublicTable, peopleIn, type SealedTable } from './release-tables.ts'

/** Exact counts of everybody, as the analysis makes them. */
export interface Counts {
  columns: Column[]
  frequencies: Frequency[]
  /** By `pairKey`. */
  crosstabs: Map<string, Crosstab>
  facts: ReadonlyMap<string, QuestionFacts>
}

export interface WantedTable {
  question: string
  by: string | null
}

/** A release that was frozen before: what it sealed, and what it showed of it. */
export interface EarlierRelease {
  sealed: readonly SealedTable[]
  shown: readonly PublicTable[]
}

export const pairKey = (question: string, by: string) => JSON.stringify([question, by])

/** The sealed tables of a release: families joined alike in all of them, each beside what earlier releases said of it. */
export function sealTables(
  counts: Counts,
  wanted: readonly WantedTable[],
  earlier: readonly EarlierRelease[],
  rule: ReleaseRule,
): SealedTable[] {
  const seal = new Sealing(counts, wanted, earlier, rule)
  const ids = tableIds(wanted, earlier)
  return wanted.map((one, i) => seal.table(ids[i]!, one))
}

/** A table keeps its id from release to release, so that what was pinned to it stays pinned. */
function tableIds(wanted: readonly WantedTable[], earlier: readonly EarlierRelease[]): string[] {
  const known = earlier.flatMap(({ sealed }) => sealed)
  let last = known.reduce((most, { id }) => Math.max(most, Number(id.slice(1))), 0)
  return wanted.map((one) => known.findLast((table) => isTable(table, one))?.id ?? `t${++last}`)
}

const isTable = (table: SealedTable, { question, by }: WantedTable) =>
  table.key === question && (table.kind === 'by-equality' ? table.byKey : null) === by

class Sealing {
  private readonly lines = new Map<string, MergedLine[]>()

  constructor(
    private readonly counts: Counts,
    private readonly wanted: readonly WantedTable[],
    private readonly earlier: readonly EarlierRelease[],
    private readonly rule: ReleaseRule,
  ) {}

  table(id: string, one: WantedTable): SealedTable {
    const { column, frequency } = this.found(one.question)
    const rows = this.linesOf(one.question)
    const { blank, declined, dontKnow } = frequency
    const within = this.counts.facts.get(one.question)?.within ?? []
    const head = {
      id,
      key: one.question,
      question: column.text,
      ...(column.rowText ? { statement: column.rowText } : {}),
      rows: rows.map(({ line }) => line),
      missing: { blank, declined, dontKnow },
      ...(within.length > 0 ? { within } : {}),
    }
    const withEarlier = <T extends SealedTable>(table: T): T => {
      const before = this.earlierOf(one, table)
      return before.length > 0 ? { ...table, earlier: before } : table
    }
    if (one.by !== null) return withEarlier({ ...head, ...this.breakdown(one.question, one.by, rows) })
    const counts = rows.map(({ places }) => sumAt(frequency.categories, places))
    return column.kind === 'set'
      ? withEarlier({ ...head, kind: 'several', counts, base: frequency.answered })
      : withEarlier({ ...head, kind: 'one-way', counts })
  }

  private found(key: string): { column: Column; frequency: Frequency } {
    const at = this.counts.columns.findIndex((column) => column.key === key)
    const [column, frequency] = [this.counts.columns[at], this.counts.frequencies[at]]
    if (!column || !frequency) throw new RangeError(`There is no column ${key}.`)
    return { column, frequency }
  }

  private linesOf(key: string): MergedLine[] {
    const known = this.lines.get(key)
    if (known) return known
    const { column, frequency } = this.found(key)
    const lines = column.categories.map(({ id, label }): Line => ({ id, label }))
    // Several answers a person overlap: joined they would count a person twice.
    const parents = column.kind === 'codes' ? this.counts.facts.get(key)?.parents : undefined
    const merged = mergeUp(lines, frequency.categories, parents ?? new Map(), this.rule, {
      isBreakdown: this.wanted.some(({ by }) => by === key),
      joinedBefore: new Set(this.joinedBefore(key)),
    })
    this.lines.set(key, merged)
    return merged
  }

  private joinedBefore(key: string): string[] {
    const lines = this.earlier
      .flatMap(({ sealed }) => sealed)
      .flatMap((table) => [
        ...(table.key === key ? table.rows : []),
        ...(table.kind === 'by-equality' && table.byKey === key ? table.columns : []),
      ])
    return lines.flatMap(({ id, of }) => (of ? [id] : []))
  }

  private breakdown(question: string, by: string, rows: MergedLine[]) {
    const { column } = this.found(question)
    const across = this.found(by)
    const table = this.counts.crosstabs.get(pairKey(question, by))
    if (!table) throw new RangeError(`${question} was not counted by ${by}.`)
    const columns = this.linesOf(by)
    const missing = Array.from({ length: firstCategory }, (_, code) => code)
    const inGroups = (codes: readonly number[]) =>
      columns.map(({ places }) =>
        sumAt(
          codes,
          places.map((place) => firstCategory + place),
        ),
      )
    const folded = rows.map(({ places }) => foldRows(table.cells, places))
    const silent = foldRows(
      table.missing,
      missing.map((code) => code),
    )
    const within = this.counts.facts.get(by)?.within ?? []
    return {
      kind: 'by-equality' as const,
      by: across.column.text,
      byKey: by,
      ...(within.length > 0 ? { byWithin: within } : {}),
      columns: columns.map(({ line }) => line),
      several: column.kind === 'set',
      counts: folded.map(inGroups),
      bases: [...inGroups(table.bases), sumAt(table.bases, missing)],
      unknown: folded.map((row) => sumAt(row, missing)),
      silent: inGroups(silent),
      neither: sumAt(silent, missing),
    }
  }

  private earlierOf(one: WantedTable, now: SealedTable): Earlier[] {
    return this.earlier.flatMap(({ sealed, shown }) => {
      const before = sealed.find((table) => isTable(table, one))
      const seen = shown.find(({ id }) => id === before?.id)
      return before && seen ? [aligned(now, before, seen)] : []
    })
  }
}

const sumAt = (counts: readonly number[], places: readonly number[]) =>
  places.reduce((total, place) => total + (counts[place] ?? 0), 0)
const foldRows = (rows: readonly (readonly number[])[], places: readonly number[]): number[] =>
  (rows[0] ?? []).map((_, c) => places.reduce((total, place) => total + rows[place]![c]!, 0))

const columnsOf = (table: SealedTable): Line[] =>
  table.kind === 'by-equality' ? table.columns : [{ id: 'all', label: {} }]

/** An earlier table in the lines of the one now. A line that was not there then was nobody's: a zero that everybody knew. */
function aligned(now: SealedTable, before: SealedTable, seen: PublicTable): Earlier {
  const rows = now.rows.map((line) => partsOf(line, before.rows))
  const columns = columnsOf(now).map((line) => partsOf(line, columnsOf(before)))
  const countAt = (r: number, c: number): number => {
    const row = before.counts[r]!
    return typeof row === 'number' ? row : row[c]!
  }
  const sumOver = (inRows: number[], inColumns: number[]) =>
    inRows.reduce((total, r) => inColumns.reduce((sum, c) => sum + countAt(r, c), total), 0)
  const basesThen = before.kind === 'by-equality' && before.several ? before.bases : null
  const bases = basesThen && {
    bases: columns.map((inColumns) => ({
      count: sumAt(basesThen, inColumns),
      hidden: inColumns.some((c) => seen.columns[c]!.base === null),
    })),
  }
  return {
    people: peopleIn(before),
    counts: rows.map((inRows) => columns.map((inColumns) => sumOver(inRows, inColumns))),
    hidden: rows.map((inRows) =>
      columns.map((inColumns) => inRows.some((r) => inColumns.some((c) => seen.columns[c]!.counts[r] === null))),
    ),
    ...bases,
  }
}

const partsOf = (line: Line, lines: readonly Line[]): number[] =>
  lines.flatMap((one, i) => (idsOf(one).every((id) => idsOf(line).includes(id)) ? [i] : []))
