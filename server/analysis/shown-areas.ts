import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import { analystRule, type SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory, missing } from '../../shared/analysis/layout.ts'
import { type Hides, kindsOfMissing } from '../../shared/analysis/shown-columns.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import type { Teller, Tellers } from '../../shared/analysis/tellers.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { HiddenBy } from './hidden-within.ts'

/** What is told of one area, or of all of them together. */
export interface ShownArea {
  /** By category of the characteristic. */
  cells: Shown[]
  /** Who gave one of the categories. */
  base: Shown
  /** Of the base, those of whom it is not known that they are in a category that is compared. */
  unknown: number
  /** By kind of missing. */
  kinds: Shown[]
}

/** One question among the people of an area: exact counts, and what of them is hidden. */
export interface AskedIn {
  options: string[]
  counts: number[]
  missing: number[]
  answered: number
}

/** An area, or all of them together. */
export interface Area {
  people: Shown
  questionOf: (id: string) => AskedIn
  hidden: Hides
}

interface Counted {
  columns: readonly Column[]
  /** Of everybody, by column; and each column by the borough. */
  frequencies: readonly Frequency[]
  tables: readonly Crosstab[]
}

/** Each of these boroughs, then everybody: counts, and what of them is shown within that borough and in all. */
export function areasOf(
  { columns, frequencies, tables }: Counted,
  codes: readonly string[],
  all: { selected: Shown; hidden: Hides },
  rule?: SmallNumberRule,
): Area[] {
  const at = (key: string) => columns.findIndex((column) => column.key === key)
  const ids = (key: string) => columns[at(key)]!.categories.map(({ id }) => id)
  const across = columns[at('area')]!
  const by = new HiddenBy({ columns, across, tables, hidden: all.hidden, ...(rule ? { rule } : {}) })
  const areas = codes.map((code): Area => {
    const place = across.categories.findIndex(({ id }) => id === code)
    return {
      people: by.tells(place) ? frequencies[at('area')]!.categories[place]! : null,
      questionOf: (key) => askedIn(ids(key), tables[at(key)]!, firstCategory + place),
      hidden: by.within(place),
    }
  })
  const inAll = (key: string) => askedOf(ids(key), frequencies[at(key)]!)
  return [...areas, { people: all.selected, questionOf: inAll, hidden: all.hidden }]
}

const askedIn = (options: string[], { cells, missing, bases }: Crosstab, code: number): AskedIn => ({
  options,
  counts: options.map((_, i) => cells[i]![code]!),
  missing: missing.map((kind) => kind[code]!),
  answered: bases[code]!,
})

const askedOf = (options: string[], one: Frequency): AskedIn => ({
  options,
  counts: one.categories,
  missing: [one.notAsked, one.blank, one.declined, one.dontKnow],
  answered: one.answered,
})

/**
 * So many of the base may be too young where it is not shown how many are: of more a comparison would not be true. Told apart by this, the few
 * who are guarded are all on one side.
 */
const shareOfYoung = 0.05
const leastYoung = 2 * analystRule.hideUpTo

interface Told {
  tellers: Tellers
  categories: string[]
  /** A category that is left out: of those too young to be compared. */
  leftOut: string | null
}

/**
 * Who gave which category, made of nothing but what the pages show of the questions that tell it: a category is shown where every answer
 * that tells it is. The base is what is shown of who answered, less the answers that are no part of it; where it is not shown how many are too young,
 * they stay in.
 */
export function shownArea({
  questionOf,
  hidden,
  tellers,
  categories,
  leftOut,
}: Omit<Area, 'people'> & Told): ShownArea {
  const shownOf = ({ question, option }: Teller): Shown => {
    const { options, counts } = questionOf(question)
    const i = options.indexOf(option)
    if (i === -1) return 0
    return hidden.of(question).categories[i] ? null : counts[i]!
  }
  const added = (counts: Shown[]): Shown => (counts.includes(null) ? null : sum(counts as number[]))
  const countOf = ({ question, option }: Teller) =>
    questionOf(question).counts[questionOf(question).options.indexOf(option)] ?? 0
  const cells = categories.map((category) => added((tellers.answers.get(category) ?? []).map(shownOf)))
  const told = [...tellers.answers].filter(([category]) => category !== leftOut).flatMap(([, list]) => list)
  const young = leftOut === null ? [] : (tellers.answers.get(leftOut) ?? [])
  const bases = tellers.questions.map((question): Shown => {
    const { answered, options } = questionOf(question)
    const isOf = (option: string, list: typeof told) =>
      list.some((one) => one.question === question && one.option === option)
    const others = options.filter((option) => !isOf(option, told))
    const known = others.map((option): Shown => {
      const count = shownOf({ question, option })
      return count === null && isOf(option, young) ? 0 : count
    })
    const less = added(known)
    return hidden.of(question).answered || less === null ? null : answered - less
  })
  const given = added(bases)
  const unknown = given === null ? 0 : given - sum(cells.map((count) => count ?? 0))
  const hiddenYoung = sum(young.filter((one) => shownOf(one) === null).map(countOf))
  const isOver = given !== null && hiddenYoung > Math.max(leastYoung, given * shareOfYoung)
  const base = isOver ? null : given
  const only = tellers.questions.length === 1 ? tellers.questions[0]! : null
  return {
    cells,
    base,
    unknown,
    kinds: kindsOfMissing.map((kind): Shown => {
      // Of several questions that tell it together, who is missing from one is asked another.
      if (only === null || hidden.of(only).kinds[kind]) return null
      return questionOf(only).missing[missing[kind]]!
    }),
  }
}
