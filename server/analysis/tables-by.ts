import type { Crosstab } from '../../shared/analysis/count.ts'
import { analystRule, type SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { type HangsOn, isOn } from '../../shared/analysis/hangs-on.ts'
import { type Column, missing } from '../../shared/analysis/layout.ts'
import type { Hides } from '../../shared/analysis/shown-columns.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { type Crossed, crossed } from './cross-figures.ts'
import { inOrder } from './figures.ts'

interface Counted {
  columns: readonly Column[]
  across: Column
  /** Of a question, and of all that its being asked hangs on: it by the other. */
  table: (key: string) => Crosstab | null | undefined
  /** Within a filter, the same of people of whom no such table is ever shown. */
  elsewhere?: (key: string) => Crosstab | null | undefined
  hidden: Hides
  rule?: SmallNumberRule
}

/**
 * Questions by one variable, as they may be shown. How many were asked a question tells, column by column, how many gave the answers that
 * lead to it. Where its parent's table hides in a column both answers that lead to it and others, people may change places among them and so be
 * asked or not. A few who were asked and gave no answer can take that up; columns without them stand together as one, with others until there are.
 */
export class TablesBy {
  private readonly found = new Map<string, Crossed>()
  private readonly under = new Set<string>()

  constructor(private readonly counted: Counted) {}

  of(down: Column): Crossed {
    const known = this.found.get(down.key)
    if (known) return known
    this.under.add(down.key)
    const { across, table, elsewhere, hidden, rule } = this.counted
    const made = crossed({
      ...{ down, across, table: table(down.key)!, hidden },
      elsewhere: elsewhere?.(down.key) ?? null,
      together: rule?.without === 'parents' ? new Set() : this.mixed(down),
      lines: this.places(down),
      ...(rule ? { rule } : {}),
    })
    this.under.delete(down.key)
    this.found.set(down.key, made)
    return made
  }

  /** Each place is given once by everybody, so the lines of a ranking tell of one another: no column has few of any place in any line. */
  private places(down: Column): number[][] {
    const { columns, table, elsewhere, hidden } = this.counted
    return sameRanking(columns, down).flatMap(({ key }) => {
      const own = hidden.of(key).categories
      return [table(key), elsewhere?.(key)].flatMap((found) => {
        const told = found?.cells.filter((_, i) => !own[i]) ?? []
        const rest = found?.cells.filter((_, i) => own[i]) ?? []
        return rest.length === 0
          ? told
          : [...told, rest.reduce((so, row) => so.map((count, code) => count + row[code]!))]
      })
    })
  }

  private mixed({ key, hangsOn = [] }: Column): Set<number> {
    const codes = hangsOn.flatMap((one) =>
      this.counted.columns
        .filter((column) => isOn(one, column) && !this.under.has(column.key) && this.counted.table(column.key))
        .flatMap((parent) => mixedIn(parent, one, this.of(parent))),
    )
    const silent = this.silentIn(key)
    const { rule = analystRule } = this.counted
    const mixed = [...new Set(codes)].sort((a, b) => silent[a]! - silent[b]!)
    const together = new Set(mixed.filter((code) => silent[code]! < rule.hideUpTo))
    const room = () => sum([...together].map((code) => silent[code]!))
    for (const code of mixed) if (together.size > 0 && room() < rule.hideUpTo) together.add(code)
    return together
  }

  /** By code, those who were asked and did not answer. */
  private silentIn(key: string): number[] {
    const { missing: kinds, bases } = this.counted.table(key)!
    return bases.map((_, code) => sum(kinds.map((line, kind) => (kind === missing.notAsked ? 0 : line[code]!))))
  }
}

/** The codes of those columns in which a table hides both answers that lead on and others. */
function mixedIn(parent: Column, { holds }: HangsOn, { figure, groups }: Crossed): number[] {
  const order = inOrder(parent)
  return groups.flatMap(({ codes }, c) => {
    const hidden = figure.rows.flatMap(({ cells }, r) =>
      cells[c]!.count === null ? [holds?.includes(parent.categories[order[r]!]!.id) ?? true] : [],
    )
    const isAny = holds === null || parent.kind === 'set'
    return (isAny ? hidden.includes(true) : hidden.includes(true) && hidden.includes(false)) ? codes : []
  })
}

/** The lines of a ranking; none where it is no such line. */
const sameRanking = (columns: readonly Column[], down: Column): Column[] =>
  down.type === 'ranking'
    ? columns.filter(({ type, question }) => type === 'ranking' && question === down.question)
    : []

/** A column and all that its table needs: what its being asked hangs on, and the other lines of a ranking. Each once. */
export function withNeeded(columns: readonly Column[], down: Column, known: readonly Column[] = []): Column[] {
  if (known.includes(down)) return [...known]
  const parents = columns.filter((column) => (down.hangsOn ?? []).some((one) => isOn(one, column)))
  const needed = [...parents, ...sameRanking(columns, down)]
  return needed.reduce((so, one) => withNeeded(columns, one, so), [...known, down])
}
