import type { Crosstab } from '../../shared/analysis/count.ts'
import { type AnalystRule, analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory, homesAmong, missing } from '../../shared/analysis/layout.ts'
import {
  type HiddenColumn,
  type Hides,
  type KindOfMissing,
  kindsOfMissing,
} from '../../shared/analysis/shown-columns.ts'
import { isSmall, smallestShown } from '../../shared/analysis/suppression.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { type Crossed, foldOf } from './cross-figures.ts'
import { inOrder } from './figures.ts'
import { TablesBy } from './tables-by.ts'

interface Counted {
  columns: readonly Column[]
  /** How many there are in all. */
  people: number
  /** The filter's people are those in one category of this column. */
  across: Column
  /** Every column by it, of everybody. */
  tables: readonly Crosstab[]
  /** What is hidden of everybody's columns. */
  hidden: Hides
  rule?: AnalystRule
}

/**
 * What is hidden of the people in each category of a column, a filter: of every question what its table by that column hides of them. So
 * a page within a filter tells nothing that this table does not, and all pages within all its categories are that one table.
 */
export class HiddenBy {
  private readonly kinds = new Map<string, boolean[]>()
  private readonly tables: TablesBy

  constructor(private readonly counted: Counted) {
    const places = new Map(counted.columns.map(({ key }, i) => [key, i]))
    this.tables = new TablesBy({ ...counted, table: (key) => counted.tables[places.get(key)!] })
  }

  /** Whether it may be told how many are in this category. */
  tells(place: number): boolean {
    const { hidden, across, people, rule = analystRule } = this.counted
    const { categories, answered } = hidden.of(across.key)
    return people >= rule.leastForTables && !categories[place] && !answered
  }

  within = (place: number): Hides => ({ of: (key) => this.at(key, place) })

  private at(key: string, place: number): HiddenColumn {
    const down = this.counted.columns.find((column) => column.key === key)!
    if (this.isEmpty(down, place)) return noneHidden(down)
    if (this.isUnanswered(down)) return { ...noneHidden(down), kinds: named(() => true) }
    const table = this.tables.of(down)
    const { groups, figure } = table
    const c = groups.findIndex(({ codes }) => codes.length === 1 && codes[0] === firstCategory + place)
    if (c === -1 || !this.tells(place) || isSame(this.counted, down)) return allHidden(down)
    const categories = down.categories.map(() => false)
    for (const [r, i] of inOrder(down).entries()) categories[i] = figure.rows[r]!.cells[c]!.count === null
    return { categories, answered: figure.columns[c]!.base === null, kinds: named(() => this.kindsOf(down, table)[c]!) }
  }

  /** Zeros are shown, where it is told that nobody is there. */
  private isEmpty(down: Column, place: number): boolean {
    const { columns, tables } = this.counted
    const { bases, missing: silent } = tables[columns.indexOf(down)]!
    const code = firstCategory + place
    return this.tells(place) && (place === -1 || bases[code]! + sum(silent.map((kind) => kind[code]!)) === 0)
  }

  /** Nobody answered it anywhere, as its own table tells. */
  private isUnanswered(down: Column): boolean {
    const { columns, tables, hidden } = this.counted
    return sum(tables[columns.indexOf(down)]!.bases) === 0 && !hidden.of(down.key).answered
  }

  private kindsOf(down: Column, table: Crossed): boolean[] {
    const { columns, tables, hidden, rule = analystRule } = this.counted
    const known = this.kinds.get(down.key)
    const found = known ?? kindsHidden(tables[columns.indexOf(down)]!, table, hidden.of(down.key), rule)
    this.kinds.set(down.key, found)
    return found
  }
}

const named = (isHidden: (kind: KindOfMissing) => boolean) =>
  Object.fromEntries(kindsOfMissing.map((kind) => [kind, isHidden(kind)])) as HiddenColumn['kinds']

const alike =
  (isHidden: boolean) =>
  ({ categories }: Column): HiddenColumn => ({
    categories: categories.map(() => isHidden),
    answered: isHidden,
    kinds: named(() => isHidden),
  })
const allHidden = alike(true)
const noneHidden = alike(false)

/** Whether the one tells what the other does: a borough is where somebody says they live. */
const isSame = ({ columns, across }: Counted, down: Column) =>
  down.key === across.key || (across.key === 'area' && homesAmong(columns).includes(down))

/**
 * By group, whether it is told only how many gave no answer, and not of what kind: where few are of one kind, and in others until
 * there are more than a few of each among them. Of a question that only some were asked, in all: who was not asked tells of an answer before.
 */
function kindsHidden({ missing: counts }: Crosstab, { figure, groups }: Crossed, own: HiddenColumn, rule: AnalystRule) {
  const lines = counts.map(foldOf(groups))
  const isOpen = figure.columns.every(({ base }) => base !== null) && kindsOfMissing.every((kind) => !own.kinds[kind])
  if (sum(lines[missing.notAsked]!) > 0 || !isOpen) return groups.map(() => true)
  const silent = groups.map((_, c) => sum(lines.map((line) => line[c]!)))
  const hidden = groups.map((_, c) => lines.some((line) => isSmall(line[c]!, rule)))
  const isShort = (line: number[]) => isSmall(sum(line.filter((_, c) => hidden[c])), rule)
  while (lines.some(isShort) || hidden.filter(Boolean).length === 1) {
    const next = smallestShown(silent, hidden)
    if (next === -1) return groups.map(() => true)
    hidden[next] = true
  }
  return hidden
}
