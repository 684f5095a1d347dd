import type { Crosstab } from '../../shared/analysis/count.ts'
import type { SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { type HangsOn, isOn } from '../../shared/analysis/hangs-on.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Hides } from '../../shared/analysis/shown-columns.ts'
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
 * asked or not: all such columns stand together as one, in which as many are asked whoever changes places.
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
      ...(rule ? { rule } : {}),
    })
    this.under.delete(down.key)
    this.found.set(down.key, made)
    return made
  }

  private mixed({ hangsOn = [] }: Column): Set<number> {
    const codes = hangsOn.flatMap((one) =>
      this.counted.columns
        .filter((column) => isOn(one, column) && !this.under.has(column.key) && this.counted.table(column.key))
        .flatMap((parent) => mixedIn(parent, one, this.of(parent))),
    )
    return new Set(codes)
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

/** A column and all that its being asked hangs on, each once. */
export function withParents(columns: readonly Column[], down: Column, known: readonly Column[] = []): Column[] {
  if (known.includes(down)) return [...known]
  const parents = columns.filter((column) => (down.hangsOn ?? []).some((one) => isOn(one, column)))
  return parents.reduce((so, parent) => withParents(columns, parent, so), [...known, down])
}
