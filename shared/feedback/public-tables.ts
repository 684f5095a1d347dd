import { hideInBreakdown } from '../analysis/breakdown.ts'
import { publicRule, type ReleaseRule } from '../analysis/disclosure-rules.ts'
import type { Before } from '../analysis/guards.ts'
import { hideInOwnTable } from '../analysis/own-table.ts'
import { isSmall, rounded, type Shown } from '../analysis/suppression.ts'
import type {
  Line,
  PublicColumn,
  PublicTable,
  SealedByEquality,
  SealedOneWay,
  SealedSeveral,
  SealedTable,
  Within,
} from './release-tables.ts'

/** What is hidden of a table: cells by row and column, bases by column. */
interface Hidden {
  cells: boolean[][]
  bases: boolean[]
}

const everyone: Line = { id: 'all', label: { en: 'Everyone who answered' } }
const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0)

/**
 * The public tables of a release, from its sealed ones, all together: what one table hides, no other tells. Hide 1 to 7 and
 * what would give them away, round to 5, totals from the rounded parts, shares from a base of 30.
 */
export function publicTablesOf(sealed: readonly SealedTable[], rule: ReleaseRule = publicRule): PublicTable[] {
  const release = new Release(sealed, rule)
  return sealed.map((table) => shownOf(table, release.hiddenOf(table), rule))
}

/**
 * How many people answered, as a page may say it: rounded, and never fewer than the largest base of the tables. Null where
 * that is too few to show.
 */
export function publicPeople(
  people: number,
  tables: readonly PublicTable[],
  rule: ReleaseRule = publicRule,
): number | null {
  const bases = tables.flatMap(({ columns }) => columns.map(({ base }) => base ?? 0))
  return isSmall(people, rule) ? null : Math.max(rounded(people, rule), ...bases)
}

type OwnTable = SealedOneWay | SealedSeveral

/** The tables of one release and what each hides; a table asks those it hangs on first. */
class Release {
  private readonly hidden = new Map<SealedTable, Hidden>()

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

  private own(key: string): OwnTable | undefined {
    return this.tables.find((one): one is OwnTable => one.kind !== 'by-equality' && one.key === key)
  }

  private breakdown(key: string, byKey: string): SealedByEquality | undefined {
    return this.tables.find(
      (one): one is SealedByEquality => one.kind === 'by-equality' && one.key === key && one.byKey === byKey,
    )
  }

  private ofOwn(table: OwnTable): Hidden {
    if (this.parentHidesAll(table.within)) return nothingOf(table)
    const base = table.kind === 'several' ? table.base : sum(table.counts)
    const several = table.kind === 'several'
    const before = table.counts.map((_, r) => beforeOf(table, r, 0))
    const found = hideInOwnTable({ parts: table.counts, base, several, before }, this.rule)
    return { cells: found.parts.map((is) => [is]), bases: [found.withheld || isSmall(base, this.rule)] }
  }

  private ofBreakdown(table: SealedByEquality): Hidden {
    const [own, across] = [this.own(table.key), this.own(table.byKey)]
    const [rows, columns] = [own && this.hiddenOf(own), across && this.hiddenOf(across)]
    const leads = this.rule.without !== 'parents'
    if (leads && (rows?.bases[0] || columns?.bases[0])) return nothingOf(table)
    if (this.parentHidesAll(table.within) || this.parentHidesAll(table.byWithin)) return nothingOf(table)
    const found = hideInBreakdown(
      {
        ...table,
        cells: table.counts,
        hiddenRows: table.rows.map((_, r) => leads && (rows?.cells[r]?.[0] || this.parentHidesRow(table, r))),
        hiddenColumns: table.columns.map(
          (_, c) => leads && (columns?.cells[c]?.[0] || this.parentHidesColumn(table, c)),
        ),
        ownRows: own !== undefined,
        ownColumns: across !== undefined,
        unknownRoom: table.unknown.map((count, r) => Math.max(0, Math.min(count, ...this.roomInRow(table, r)))),
        silentRoom: table.silent.map((count, c) => Math.max(0, Math.min(count, ...this.roomInColumn(table, c)))),
        before: table.counts.map((row, r) => row.map((_, c) => beforeOf(table, r, c))),
      },
      this.rule,
    )
    return found.withheld ? nothingOf(table) : found
  }

  /** What is asked only of people who are hidden is hidden with them: it would tell at least how many they are. */
  private parentHidesAll(within: readonly Within[] = []): boolean {
    if (this.rule.without === 'parents') return false
    return within.some((asked) => {
      const parent = this.own(asked.key)
      return parent !== undefined && this.hidesAny(parent, asked, 0)
    })
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
  private parentHidesRow({ key, byWithin = [] }: SealedByEquality, r: number): boolean {
    return byWithin.some((asked) => {
      const parent = this.breakdown(key, asked.key)
      if (!parent) return false
      const { cells } = this.hiddenOf(parent)
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

const standsFor = (line: Line, { rows }: Within) => (line.of ?? [line.id]).some((id) => rows.includes(id))
const rowsOf = ({ rows }: SealedTable, within: Within): number[] =>
  rows.flatMap((line, r) => (standsFor(line, within) ? [r] : []))

const nothingOf = (table: SealedTable): Hidden => {
  const width = table.kind === 'by-equality' ? table.columns.length : 1
  const all = new Array<boolean>(width).fill(true)
  return { cells: table.rows.map(() => all), bases: all }
}

const beforeOf = ({ earlier = [] }: SealedTable, r: number, c: number): Before[] =>
  earlier.map(({ counts, hidden }) => ({ count: counts[r]![c]!, hidden: hidden[r]![c]! }))

function shownOf(table: SealedTable, hidden: Hidden, rule: ReleaseRule): PublicTable {
  const { id, key, kind, question, rows } = table
  const isBreakdown = kind === 'by-equality'
  const several = isBreakdown ? table.several : kind === 'several'
  const lines = isBreakdown ? table.columns : [everyone]
  const columns = lines.map((line, c): PublicColumn => {
    const counts = table.counts.map((row) => (typeof row === 'number' ? row : row[c]!))
    const people = isBreakdown ? table.bases[c]! : kind === 'several' ? table.base : sum(counts)
    const hiddenHere = hidden.cells.map((row) => row[c]!)
    const base = hidden.bases[c] ? null : several ? rounded(people, rule) : totalOf(counts, hiddenHere, rule)
    const cells = counts.map((count, r): Shown => (hiddenHere[r] ? null : rounded(count, rule)))
    return { ...line, base, counts: cells, shares: sharesOf(cells, base, rule) }
  })
  return {
    id,
    key,
    kind,
    question,
    ...(table.statement ? { statement: table.statement } : {}),
    ...(isBreakdown ? { by: table.by, byKey: table.byKey } : {}),
    several,
    rows,
    columns,
  }
}

/** Made from the rounded parts, the hidden ones as one part, so that it gives nothing exact away. */
function totalOf(counts: number[], hidden: boolean[], rule: ReleaseRule): number {
  if (rule.without === 'totals') return sum(counts)
  const together = sum(counts.filter((_, r) => hidden[r]))
  return sum(counts.map((count, r) => (hidden[r] ? 0 : rounded(count, rule)))) + rounded(together, rule)
}

/** From rounded counts; a cell rounded up may pass its rounded base by a step. */
const sharesOf = (cells: Shown[], base: number | null, rule: ReleaseRule) =>
  cells.map((cell) => (cell === null || !base || base < rule.baseForShares ? null : Math.min(1, cell / base)))
