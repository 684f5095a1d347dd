import { type Breakdown, type HiddenBreakdown, hideInBreakdown, rowsToTell } from '../analysis/breakdown.ts'
import type { ReleaseRule } from '../analysis/disclosure-rules.ts'
import type { Before } from '../analysis/guards.ts'
import { hideInOwnTable } from '../analysis/own-table.ts'
import { isSmall } from '../analysis/suppression.ts'
import { sum } from '../kernel/sum.ts'
import {
  idsOf,
  type Line,
  peopleIn,
  type SealedByEquality,
  type SealedOneWay,
  type SealedSeveral,
  type SealedTable,
  type Within,
} from './release-tables.ts'

/** What is hidden of a table: cells by row and column, bases by column. */
export interface Hidden {
  cells: boolean[][]
  bases: boolean[]
}

type OwnTable = SealedOneWay | SealedSeveral

/** A table that only people of some lines of another are in. */
interface Led {
  table: SealedTable
  leading: boolean[]
}

/** The tables that are published together and what each hides; a table asks those it hangs on first. */
export class Hiding {
  private readonly hidden = new Map<SealedTable, Hidden>()
  private readonly brokenDown = new Map<SealedByEquality, { breakdown: Breakdown; hidden: HiddenBreakdown } | null>()
  /** Of a table, those asked only of some of its people that need not be hidden with what is hidden there. */
  private readonly kept = new Map<SealedTable, SealedTable[]>()

  constructor(
    private readonly tables: readonly SealedTable[],
    private readonly rule: ReleaseRule,
  ) {}

  hiddenOf(table: SealedTable): Hidden {
    const known = this.hidden.get(table)
    if (known) return known
    const found = table.kind === 'by-equality' ? this.ofBreakdown(table) : this.ofOwn(table)
    this.hidden.set(table, found)
    return found
  }

  own(key: string): OwnTable | undefined {
    return this.tables.find((one): one is OwnTable => one.kind !== 'by-equality' && one.key === key)
  }

  breakdown(key: string, byKey: string): SealedByEquality | undefined {
    return this.tables.find(
      (one): one is SealedByEquality => one.kind === 'by-equality' && one.key === key && one.byKey === byKey,
    )
  }

  private ofOwn(table: OwnTable): Hidden {
    if (this.parentHidesAll(table, table.within)) return nothingOf(table)
    const base = peopleIn(table)
    const several = table.kind === 'several'
    const before = table.counts.map((_, r) => beforeOf(table, r, 0))
    const all = this.ledFrom(table)
    const choices = [all.length, ...all.keys()].map((keeping) => {
      const led = all.slice(0, keeping)
      const leading = led.map((one) => one.leading)
      return { led, found: hideInOwnTable({ parts: table.counts, base, several, before, leading }, this.rule) }
    })
    const lossOf = ({ led, found }: (typeof choices)[number]) =>
      (found.withheld && led.length > 0 ? Number.POSITIVE_INFINITY : 0) +
      sum(table.counts.filter((_, r) => found.parts[r])) +
      sum(
        all
          .slice(led.length)
          .map((one) => (one.leading.some((is, r) => is && found.parts[r]) ? peopleIn(one.table) : 0)),
      )
    const { led, found } = choices.toSorted((a, b) => lossOf(a) - lossOf(b))[0]!
    this.keep(table, led)
    return { cells: found.parts.map((is) => [is]), bases: [found.withheld || isSmall(base, this.rule)] }
  }

  private ofBreakdown(table: SealedByEquality): Hidden {
    const found = this.inBreakdown(table)?.hidden
    return !found || found.withheld ? nothingOf(table) : found
  }

  private inBreakdown(table: SealedByEquality) {
    const known = this.brokenDown.get(table)
    const found = known === undefined ? this.lookIntoBreakdown(table) : known
    this.brokenDown.set(table, found)
    return found
  }

  private lookIntoBreakdown(table: SealedByEquality) {
    const breakdown = this.breakdownOf(table)
    if (!breakdown) return null
    for (let led = this.ledFrom(table); ; led = led.slice(0, -1)) {
      const leading = led.map((one) => ({ groups: one.leading, silent: silentIn(table, one) }))
      const hidden = hideInBreakdown({ ...breakdown, leading }, this.rule)
      if (hidden.withheld && led.length > 0) continue
      this.keep(table, led)
      return { breakdown: { ...breakdown, leading }, hidden }
    }
  }

  private keep(table: SealedTable, led: Led[]) {
    this.kept.set(
      table,
      led.map((one) => one.table),
    )
  }

  /** What only people with certain answers, or of certain groups, of this table are asked; most of them first. */
  private ledFrom(table: SealedTable): Led[] {
    if (this.rule.without === 'parents') return []
    const isBreakdown = table.kind === 'by-equality'
    const led = this.tables.flatMap((one): Led[] => {
      const withins = isBreakdown
        ? one.kind === 'by-equality' && one.key === table.key && one.byWithin?.filter(({ key }) => key === table.byKey)
        : withinsOf(one).filter(({ key }) => key === table.key)
      const lines = isBreakdown ? table.columns : table.rows
      return (withins || []).map((within) => ({ table: one, leading: lines.map((line) => standsFor(line, within)) }))
    })
    return led.toSorted((a, b) => b.leading.filter(Boolean).length - a.leading.filter(Boolean).length)
  }

  /**
   * Of which rows of a breakdown the sum may be told beside it. Beside an earlier release it could tell who came since, where anything
   * of the row is hidden.
   */
  rowsToTell(table: SealedByEquality): boolean[] {
    if (table.earlier) return this.hiddenOf(table).cells.map((row) => !row.includes(true))
    const found = this.inBreakdown(table)
    return found ? rowsToTell(found.breakdown, found.hidden, this.rule) : table.rows.map(() => false)
  }

  /** Null where what it hangs on hides all of it. */
  private breakdownOf(table: SealedByEquality): Omit<Breakdown, 'leading'> | null {
    const [own, across] = [this.own(table.key), this.own(table.byKey)]
    const [rows, columns] = [own && this.hiddenOf(own), across && this.hiddenOf(across)]
    const leads = this.rule.without !== 'parents'
    if (leads && (rows?.bases[0] || columns?.bases[0])) return null
    if (this.parentHidesAll(table, withinsOf(table))) return null
    return {
      ...table,
      cells: table.counts,
      hiddenRows: table.rows.map((_, r) => leads && (rows?.cells[r]?.[0] || this.parentHidesRow(table, r))),
      hiddenColumns: table.columns.map((_, c) => leads && (columns?.cells[c]?.[0] || this.parentHidesColumn(table, c))),
      ownRows: own !== undefined,
      ownColumns: across !== undefined,
      unknownRoom: table.unknown.map((count, r) => Math.max(0, Math.min(count, ...this.roomInRow(table, r)))),
      silentRoom: table.silent.map((count, c) => Math.max(0, Math.min(count, ...this.roomInColumn(table, c)))),
      before: table.counts.map((row, r) => row.map((_, c) => beforeOf(table, r, c))),
      basesBefore: table.columns.map((_, c) => (table.earlier ?? []).flatMap(({ bases }) => bases?.[c] ?? [])),
    }
  }

  /** What is asked only of people who are hidden is hidden with them: it would tell at least how many they are. */
  private parentHidesAll(table: SealedTable, within: readonly Within[] = []): boolean {
    if (this.rule.without === 'parents') return false
    return within.some((asked) => {
      const parent = this.own(asked.key)
      if (!parent) return false
      const { bases } = this.hiddenOf(parent)
      return bases[0]! || (!this.keeps(parent, table) && this.hidesAny(parent, asked, 0))
    })
  }

  private keeps(parent: SealedTable, table: SealedTable): boolean {
    return this.kept.get(parent)?.includes(table) ?? false
  }

  private hidesAny(parent: SealedTable, within: Within, column: number): boolean {
    const { cells, bases } = this.hiddenOf(parent)
    return bases[column]! || rowsOf(parent, within).some((r) => cells[r]![column])
  }

  /** The same in one group of a breakdown. */
  private parentHidesColumn({ within = [], byKey }: SealedByEquality, c: number): boolean {
    return within.some((asked) => {
      const parent = this.breakdown(asked.key, byKey)
      return parent !== undefined && this.hidesAny(parent, asked, c)
    })
  }

  /** The same where the groups are of some only, as "how much it limits" is of people with a condition. */
  private parentHidesRow(table: SealedByEquality, r: number): boolean {
    const { key, byWithin = [] } = table
    return byWithin.some((asked) => {
      const parent = this.breakdown(key, asked.key)
      if (!parent) return false
      const { cells, bases } = this.hiddenOf(parent)
      if (this.keeps(parent, table) && !bases.every(Boolean)) return false
      return parent.columns.some((line, c) => standsFor(line, asked) && cells[r]![c])
    })
  }

  /**
   * Where a parent's table is published, this one's people in a line are a part of those it counts there: there are only so many
   * of them who said nothing here.
   */
  private roomInRow({ key, byWithin = [], counts }: SealedByEquality, r: number): number[] {
    return byWithin.flatMap((asked) => {
      const parent = this.breakdown(key, asked.key)
      const places = parent?.columns.flatMap((line, c) => (standsFor(line, asked) ? [c] : [])) ?? []
      return parent ? [sum(places.map((c) => parent.counts[r]![c]!)) - sum(counts[r]!)] : []
    })
  }

  private roomInColumn({ within = [], byKey, counts, several }: SealedByEquality, c: number): number[] {
    if (several) return []
    return within.flatMap((asked) => {
      const parent = this.breakdown(asked.key, byKey)
      if (!parent || parent.several) return []
      return [sum(rowsOf(parent, asked).map((r) => parent.counts[r]![c]!)) - sum(counts.map((row) => row[c]!))]
    })
  }
}

const withinsOf = (table: SealedTable): Within[] => [
  ...(table.within ?? []),
  ...(table.kind === 'by-equality' ? (table.byWithin ?? []) : []),
]

/** By row of a breakdown, who is in the groups that lead to another question and has not answered it. */
function silentIn({ counts }: SealedByEquality, { leading, table }: Led): number[] {
  return counts.map((row, r) => {
    const answered = table.kind === 'by-equality' ? sum(table.counts[r]!) : 0
    return sum(row.filter((_, c) => leading[c])) - answered
  })
}

const standsFor = (line: Line, { rows }: Within) => idsOf(line).some((id) => rows.includes(id))
const rowsOf = ({ rows }: SealedTable, within: Within): number[] =>
  rows.flatMap((line, r) => (standsFor(line, within) ? [r] : []))

const nothingOf = (table: SealedTable): Hidden => {
  const width = table.kind === 'by-equality' ? table.columns.length : 1
  const all = new Array<boolean>(width).fill(true)
  return { cells: table.rows.map(() => all), bases: all }
}

const beforeOf = ({ earlier = [] }: SealedTable, r: number, c: number): Before[] =>
  earlier.map(({ counts, hidden }) => ({ count: counts[r]![c]!, hidden: hidden[r]![c]! }))
