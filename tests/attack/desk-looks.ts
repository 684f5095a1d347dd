import type { CrossFigure, Group } from '../../server/analysis/cross-figures.ts'
import { type Figure, figureOf } from '../../server/analysis/figures.ts'
import { HiddenBy } from '../../server/analysis/hidden-within.ts'
import { areasOf, type ShownArea, shownArea } from '../../server/analysis/shown-areas.ts'
import { oneWayRound, standing } from '../../server/analysis/table-columns.ts'
import { TablesBy } from '../../server/analysis/tables-by.ts'
import { poolBeside, poolOf } from '../../shared/analysis/around.ts'
import { type Crosstab, crosstab, type Frequency, frequencies, frequency } from '../../shared/analysis/count.ts'
import type { AnalystRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, tellsBorough } from '../../shared/analysis/layout.ts'
import type { Projection } from '../../shared/analysis/projection.ts'
import { everybody, type Selection, select } from '../../shared/analysis/select.ts'
import { HiddenColumns, type Hides } from '../../shared/analysis/shown-columns.ts'
import { type Teller, tellersOf } from '../../shared/analysis/tellers.ts'
import { characteristics } from '../../shared/population/characteristics.ts'
import { picker } from '../support/random-survey.ts'
import type { Dataset } from './people.ts'

/** The ways to look, each of which is attacked beside all others. */
export const deskKinds = ['questions', 'tables', 'within a filter', 'tables within a filter'] as const
export type DeskKind = (typeof deskKinds)[number]

/** The product's rules; one of them taken away, the attack must find somebody. */
export interface DeskRule {
  numbers: AnalystRule
  /** Within a filter a page is a column of a table of everybody; else it is made as if these people were all. */
  isColumn: boolean
  /** Each pair of questions is crossed one way round. */
  isOneWay: boolean
  /** Of tables within a filter, people change places with others of whom none is shown. */
  hasOthers: boolean
}

/** One answer to what a filter looks at. */
export interface Part {
  column: Column
  place: number
}

export interface FigureLook {
  kind: DeskKind
  column: Column
  within: Part | null
  exact: Frequency
  people: number
  figure: Figure
}

export interface TableLook {
  kind: DeskKind
  down: Column
  across: Column
  within: Part | null
  exact: Crosstab
  /** Of the others whose table is never shown. */
  elsewhere: Crosstab | null
  /** By code of what the filter looks at, whether they are among those. */
  pool: boolean[] | null
  figure: CrossFigure
  groups: Group[]
}

/** Who was heard in a borough, or in all: of one characteristic. */
export interface HeardLook {
  area: Part | null
  categories: { tellers: Teller[]; isLeftOut: boolean }[]
  shown: ShownArea
}

/** What an analyst sees of one moment. */
export interface Looks {
  people: number
  columns: Column[]
  exact: Map<string, Frequency>
  figures: FigureLook[]
  tables: TableLook[]
  heard: HeardLook[]
}

/** A borough is where somebody says they live: both columns are one. */
export const keyOf = ({ key }: Column) => (key === 'area' ? 'home' : key)

export function looksAt(dataset: Dataset, rule: DeskRule): Looks {
  const projection = dataset.projectionOf(dataset.people)
  const columns = projection.stores.map(({ column }) => column)
  const all = select(projection, everybody)
  const exact = frequencies(projection, all)
  const hidden = new HiddenColumns(columns, exact, dataset.people, rule.numbers)
  const desk: Desk = { projection, columns, rule }
  const pairs = dataset.people < rule.numbers.leastForTables ? [] : pairsOf(dataset, columns, rule)
  const asks = columns.some(tellsBorough)
  const filters = columns.filter(({ key }) => key === 'collector' || (key === 'area' && asks))
  const parts = filters.flatMap((column) => pagesBy(desk, column, hidden))
  return {
    people: dataset.people,
    columns,
    exact: new Map(columns.map(({ key }, i) => [key, exact[i]!])),
    figures: [
      ...figuresOf(desk, { within: null, selection: all, elsewhere: null, hidden }),
      ...parts.flatMap((page) => figuresOf(desk, page)),
    ],
    tables: [
      ...pairs.map((pair) => tableOf(desk, pair, { within: null, selection: all, elsewhere: null, hidden })),
      ...parts.flatMap((page) => tablesIn(desk, pairs, page)),
    ],
    heard: asks && rule.isColumn ? heardOf(dataset, desk, exact, hidden) : [],
  }
}

interface Desk {
  projection: Projection
  columns: Column[]
  rule: DeskRule
}

/** A few questions by two others; what hangs on another question is seen beside it, by the same variable. */
function pairsOf({ seed }: Dataset, columns: Column[], { isOneWay }: DeskRule): [Column, Column][] {
  const pick = picker(seed * 104_729 + 3)
  const { downs, acrosses } = standing(columns)
  const across = Array.from({ length: 2 }, () => acrosses[pick(acrosses.length)]!)
  const down = [
    ...downs.filter(({ hangsOn }) => hangsOn).slice(0, 2),
    ...Array.from({ length: 2 }, () => downs[pick(downs.length)]!),
  ]
  const parents = down.flatMap(({ hangsOn = [] }) =>
    downs.filter((one) => hangsOn.some((on) => on.question === one.key)),
  )
  const asked = [...down, ...parents].flatMap((one) =>
    across.flatMap((other): [Column, Column][] => (keyOf(one) === keyOf(other) ? [] : [[one, other]])),
  )
  const turned = asked.flatMap(([one, other]): [Column, Column][] =>
    downs.includes(other) && acrosses.includes(one) ? [[other, one]] : [],
  )
  const both = isOneWay ? asked.map(([one, other]) => oneWayRound(columns, one, other)) : [...asked, ...turned]
  return [...new Map(both.map((pair) => [pair.map(keyOf).join(' by '), pair])).values()]
}

interface PageOf {
  within: Part | null
  selection: Selection
  elsewhere: Selection | null
  hidden: Hides
}

/** A page for each category of which one is shown. */
function pagesBy({ projection, columns, rule }: Desk, across: Column, hidden: HiddenColumns): PageOf[] {
  const store = projection.byKey.get(across.key)!
  const all = select(projection, everybody)
  const tables = projection.stores.map((one) => crosstab(one, store, all))
  const by = new HiddenBy({ columns, people: all.size, across, tables, hidden, rule: rule.numbers })
  return across.categories.flatMap(({ id }, place) => {
    const filter = { where: [{ column: across.key, categories: [id] }] }
    const selection = select(projection, filter)
    if (selection.size === 0 || selection.size === all.size || !by.tells(place)) return []
    const own = () => new HiddenColumns(columns, frequencies(projection, selection), selection.size, rule.numbers)
    return [
      {
        within: { column: across, place },
        selection,
        elsewhere: poolBeside(projection, filter),
        hidden: rule.isColumn ? by.within(place) : own(),
      },
    ]
  })
}

function figuresOf({ projection, columns }: Desk, { within, selection, hidden }: PageOf): FigureLook[] {
  const exact = frequencies(projection, selection)
  return columns.flatMap((column, i): FigureLook[] => {
    if (column.part === 'about' || column.type === 'characteristic') return []
    if (within && keyOf(column) === keyOf(within.column)) return []
    const figure = figureOf(column, exact[i]!, hidden.of(column.key))
    const kind = within ? 'within a filter' : 'questions'
    return [{ kind, column, within, exact: exact[i]!, people: selection.size, figure }]
  })
}

/** Three columns are crossed in one way alone, and two equality questions never within a borough; of the fewest none is. */
function tablesIn(desk: Desk, pairs: [Column, Column][], page: PageOf): TableLook[] {
  if (!page.elsewhere) return []
  const by = keyOf(page.within!.column)
  const isShown = ([down, across]: [Column, Column]) =>
    across.part !== 'about' &&
    keyOf(across) !== 'home' &&
    keyOf(down) !== by &&
    !(by === 'home' && down.part === 'equality' && across.part === 'equality')
  return pairs.filter(isShown).map((pair) => tableOf(desk, pair, page))
}

function tableOf({ projection, columns, rule }: Desk, [down, across]: [Column, Column], page: PageOf): TableLook {
  const { within, hidden } = page
  const of = (key: string, who: Selection | null) =>
    who && crosstab(projection.byKey.get(key)!, projection.byKey.get(across.key)!, who)
  const [exact, elsewhere] = [of(down.key, page.selection)!, of(down.key, page.elsewhere)]
  const by = new TablesBy({
    ...{ columns, across, hidden, rule: rule.numbers },
    table: (key) => of(key, page.selection),
    elsewhere: (key) => (rule.hasOthers ? of(key, page.elsewhere) : null),
  })
  const kind = within ? 'tables within a filter' : 'tables'
  const { figure, groups } = by.of(down)
  const pool = within && poolOf(sizesOf(projection, within.column))
  return { kind, down, across, within, exact, elsewhere, pool, figure, groups }
}

const sizesOf = (projection: Projection, column: Column): number[] => {
  const { notAsked, blank, declined, dontKnow, categories } = frequency(
    projection.byKey.get(column.key)!,
    select(projection, everybody),
  )
  return [notAsked, blank, declined, dontKnow, ...categories]
}

function heardOf({ document, people }: Dataset, desk: Desk, exact: Frequency[], hidden: HiddenColumns): HeardLook[] {
  const { projection, columns, rule } = desk
  const all = select(projection, everybody)
  const home = projection.byKey.get('area')!
  const tables = projection.stores.map((one) => crosstab(one, home, all))
  const codes = home.column.categories.map(({ id }) => id)
  const told = { selected: people, hidden }
  const areas = areasOf({ columns, people, frequencies: exact, tables }, codes, told, rule.numbers)
  return characteristics.flatMap(({ id }) => {
    const tellers = tellersOf([{ id: 'v1', document }], id)
    if (!tellers) return []
    const leftOut = id === 'age_band' ? '0-15' : null
    const names = [...tellers.answers.keys()].filter((one) => one !== leftOut)
    const categories = [...names, ...(leftOut ? [leftOut] : [])]
    return areas.map((area, place) => ({
      area: place < codes.length ? { column: home.column, place } : null,
      categories: categories.map((one) => ({ tellers: tellers.answers.get(one)!, isLeftOut: one === leftOut })),
      shown: shownArea({ ...area, tellers, categories: names, leftOut }),
    }))
  })
}
