import type { Frequency } from './count.ts'
import type { SmallNumberRule } from './disclosure-rules.ts'
import { type HangsOn, isOn } from './hangs-on.ts'
import { type Column, homesAmong } from './layout.ts'
import { hideInOwnTable, type OwnTable } from './own-table.ts'
import { hideInTable } from './shown-table.ts'
import { isSmall } from './suppression.ts'

/** The kinds of missing, in the order they are told. */
export const kindsOfMissing = ['declined', 'dontKnow', 'blank', 'notAsked'] as const
export type KindOfMissing = (typeof kindsOfMissing)[number]

/** What of the columns of some people is hidden. */
export interface Hides {
  of(key: string): HiddenColumn
}

/** What of one column is hidden. */
export interface HiddenColumn {
  /** By category, in the column's own order. */
  categories: boolean[]
  answered: boolean
  kinds: Record<KindOfMissing, boolean>
}

const notAsked = kindsOfMissing.indexOf('notAsked')

/**
 * What must be hidden of the columns of one page, all of the same people, whose number is known. Answers are hidden among answers and
 * kinds of missing among kinds of missing, as in the tables of a release, so that bases stand. How many were not asked tells how
 * many gave the answers that lead to the question: where those are hidden it is hidden too, and where no other kind can take up
 * the difference the base goes with it.
 */
export class HiddenColumns implements Hides {
  private readonly found = new Map<string, HiddenColumn>()
  private readonly under = new Set<string>()
  /** Where one question tells the borough, the borough is that question: the same of it is hidden. */
  private readonly home: string
  private readonly byKey: Map<string, { column: Column; frequency: Frequency }>

  constructor(
    private readonly columns: readonly Column[],
    frequencies: readonly Frequency[],
    private readonly people: number,
    private readonly rule: SmallNumberRule,
  ) {
    this.byKey = new Map(columns.map((column, i) => [column.key, { column, frequency: frequencies[i]! }]))
    const homes = homesAmong(columns)
    this.home = homes.length === 1 && this.areAlike('area', homes[0]!.key) ? homes[0]!.key : 'area'
  }

  of(asked: string): HiddenColumn {
    const key = asked === 'area' ? this.home : asked
    const known = this.found.get(key)
    if (known) return known
    this.under.add(key)
    const hidden = this.hide(key)
    this.found.set(key, hidden)
    return hidden
  }

  private areAlike(one: string, other: string): boolean {
    const [a, b] = [one, other].map((key) => this.byKey.get(key)?.frequency.categories)
    return a?.every((count, i) => count === b?.[i]) ?? false
  }

  private hide(key: string): HiddenColumn {
    const { column, frequency } = this.byKey.get(key)!
    const missing = kindsOfMissing.map((kind) => frequency[kind])
    if (this.rule.without === 'bases')
      return { categories: this.hideCategories(column, frequency), answered: false, kinds: namedKinds([]) }
    const isOpen = this.tellsOfOthers(column, frequency)
    const kinds = hideInOwnTable(
      this.table(missing, { open: missing.map((_, k) => k === notAsked && isOpen) }),
      this.rule,
    )
    if (!isSmall(frequency.answered, this.rule) && !(kinds.withheld && isOpen))
      return {
        categories: this.hideCategories(column, frequency),
        answered: false,
        // Where nothing can stand beside a kind of few, it is not told of which kind they are; of how many the base tells.
        kinds: namedKinds(kinds.withheld ? missing.map((_, k) => k !== notAsked) : kinds.parts),
      }
    return this.withoutBase(column, frequency, missing, isOpen)
  }

  /** Answers and kinds of missing change places among one another. */
  private withoutBase(
    { kind, type }: Column,
    { categories, answered }: Frequency,
    missing: number[],
    isOpen: boolean,
  ): HiddenColumn {
    const isOne = kind === 'codes' && type !== 'ranking' && !isSmall(answered, this.rule)
    const answers = isOne ? categories : [answered]
    const parts = [...answers, ...missing]
    const open = parts.map((_, i) => isOpen && i === answers.length + notAsked)
    const found = hideInOwnTable(this.table(parts, { open }), this.rule)
    return {
      categories: isOne ? found.parts.slice(0, answers.length) : categories.map(() => true),
      answered: true,
      kinds: namedKinds(found.parts.slice(answers.length)),
    }
  }

  private hideCategories(column: Column, { categories, answered }: Frequency): boolean[] {
    if (categories.length === 0) return []
    if (column.type === 'ranking') return this.hideInRanking(column)
    const order = column.order ?? categories.map((_, i) => i)
    const several = column.kind === 'set'
    const leading = several ? [] : this.leadingFrom(column, order)
    const own = (more: Partial<OwnTable>): OwnTable =>
      this.table(
        order.map((i) => categories[i]!),
        {
          base: answered,
          several,
          ...(several ? {} : { inOrder: true }),
          ...more,
        },
      )
    // Where it can be done without moving anybody who leads to another question, that one stays as it is.
    const first = hideInOwnTable(own({ leading }), this.rule)
    const { parts } = first.withheld && leading.length > 0 ? hideInOwnTable(own({}), this.rule) : first
    const hidden = categories.map(() => false)
    for (const [at, i] of order.entries()) hidden[i] = parts[at]!
    return hidden
  }

  private table(parts: number[], more: Partial<OwnTable>): OwnTable {
    return { parts, base: this.people, several: false, before: parts.map(() => []), leading: [], ...more }
  }

  /** Each place is given once by everybody: all lines of a ranking are one table. */
  private hideInRanking({ question, key }: Column): boolean[] {
    const lines = this.columns.filter((one) => one.question === question && one.type === 'ranking')
    const width = Math.max(...lines.map(({ categories }) => categories.length))
    const cells = lines.map(({ key }) =>
      Array.from({ length: width }, (_, i) => this.byKey.get(key)!.frequency.categories[i] ?? 0),
    )
    const hidden = hideInTable({ cells }, this.rule)
    const own = lines.findIndex((one) => one.key === key)
    return cells[own]!.slice(0, lines[own]!.categories.length).map((_, i) => hidden.withheld || hidden.cells[own]![i]!)
  }

  /** By each question that hangs on this one, which answers make it be asked. */
  private leadingFrom(column: Column, order: number[]): boolean[][] {
    if (this.rule.without === 'parents') return []
    const hanging = this.columns.flatMap(({ hangsOn = [] }) => hangsOn.filter((one) => isOn(one, column)))
    return hanging.flatMap(({ holds }) => (holds ? [order.map((i) => holds.includes(column.categories[i]!.id))] : []))
  }

  /** Whether how many were not asked tells of few people: that they are few, or how many gave an answer that is hidden. */
  private tellsOfOthers(column: Column, frequency: Frequency): boolean {
    if (frequency.notAsked === 0) return false
    if ([frequency.notAsked, this.people - frequency.notAsked].some((n) => isSmall(n, this.rule))) return true
    if (this.rule.without === 'parents') return false
    return (column.hangsOn ?? []).some((one) => this.isMoved(one) || this.isNear(one, frequency))
  }

  /** Whether people may change, among what is hidden of that question, from being asked to not being asked. */
  private isMoved(one: HangsOn): boolean {
    return this.columns
      .filter((column) => isOn(one, column))
      .some(({ key, kind, categories }) => {
        if (!this.found.has(key) && this.under.has(key)) return true
        const hidden = this.of(key)
        const { holds } = one
        const ids = categories.map(({ id }) => id)
        if (kind === 'set' || !holds) return hidden.categories.some((is, i) => is && (holds?.includes(ids[i]!) ?? true))
        const answers = ids.filter((_, i) => hidden.categories[i]).map((id) => holds.includes(id))
        const others = kindsOfMissing.filter((name) => hidden.kinds[name]).map((name) => holds.includes(ofOption[name]))
        const pools = hidden.answered ? [[...answers, ...others]] : [answers, others]
        return pools.some((pool) => pool.includes(true) && pool.includes(false))
      })
  }

  /** By a number or a date: whether a few more or fewer were asked another question that hangs on it. */
  private isNear({ question, row }: HangsOn, { notAsked }: Frequency): boolean {
    if (!this.columns.some((column) => column.question === question && column.kind === 'value')) return false
    return this.columns.some(({ key, hangsOn = [] }) => {
      const other = this.byKey.get(key)!.frequency.notAsked
      const isOnIt = hangsOn.some((one) => one.question === question && one.row === row)
      return isOnIt && other < notAsked && isSmall(notAsked - other, this.rule)
    })
  }
}

/** What a kind of missing is called among the options of a question. */
const ofOption: Record<KindOfMissing, string> = { declined: 'declined', dontKnow: 'dont_know', blank: '', notAsked: '' }

const namedKinds = (hidden: boolean[]) =>
  Object.fromEntries(kindsOfMissing.map((kind, k) => [kind, hidden[k] ?? false])) as HiddenColumn['kinds']
