import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import { type AnalystRule, analystRule } from '../../shared/analysis/disclosure-rules.ts'
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
  people: number
  /** Of everybody, by column; and each column by the borough. */
  frequencies: readonly Frequency[]
  tables: readonly Crosstab[]
}

/** Each of these boroughs, then everybody: counts, and what of them is shown within that borough and in all. */
export function areasOf(
  { columns, people, frequencies, tables }: Counted,
  codes: readonly string[],
  all: { selected: Shown; hidden: Hides },
  rule?: AnalystRule,
): Area[] {
  const at = (key: string) => columns.findIndex((column) => column.key === key)
  const ids = (key: string) => columns[at(key)]!.categories.map(({ id }) => id)
  const across = columns[at('area')]!
  const by = new HiddenBy({ columns, people, across, tables, hidden: all.hidden, ...(rule ? { rule } : {}) })
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

/** The questions of an area, and what of them is hidden. */
type Questions = Pick<Area, 'questionOf' | 'hidden'>

const countOf = ({ questionOf }: Questions, { question, option }: Teller): number => {
  const { options, counts } = questionOf(question)
  return counts[options.indexOf(option)] ?? 0
}

const shownOf = (area: Questions, teller: Teller): Shown => {
  const i = area.questionOf(teller.question).options.indexOf(teller.option)
  return area.hidden.of(teller.question).categories[i] ? null : countOf(area, teller)
}

const added = (counts: Shown[]): Shown => (counts.includes(null) ? null : sum(counts as number[]))

/**
 * Who gave which category, made of nothing but what the pages show of the questions that tell it: a category is shown where every answer
 * that tells it is.
 */
export function shownArea({ tellers, categories, leftOut, ...area }: Questions & Told): ShownArea {
  const cells = categories.map((one) => added((tellers.answers.get(one) ?? []).map((teller) => shownOf(area, teller))))
  const told = [...tellers.answers].filter(([category]) => category !== leftOut).flatMap(([, list]) => list)
  const young = leftOut === null ? [] : (tellers.answers.get(leftOut) ?? [])
  const given = added(tellers.questions.map((question) => basedOn(area, question, { told, young })))
  const hiddenYoung = sum(young.filter((one) => shownOf(area, one) === null).map((one) => countOf(area, one)))
  const isOver = given !== null && hiddenYoung > Math.max(leastYoung, given * shareOfYoung)
  return {
    cells,
    base: isOver ? null : given,
    unknown: given === null ? 0 : given - sum(cells.map((count) => count ?? 0)),
    kinds: kindsIn(area, tellers.questions),
  }
}

/**
 * What is shown of who answered the question, less the answers that are no part of the base; where it is not shown how many are too young, they
 * stay in.
 */
function basedOn(area: Questions, question: string, { told, young }: { told: Teller[]; young: Teller[] }): Shown {
  const { answered, options } = area.questionOf(question)
  const isOf = (option: string, list: Teller[]) =>
    list.some((one) => one.question === question && one.option === option)
  const others = options.filter((option) => !isOf(option, told))
  const less = added(others.map((option) => shownOf(area, { question, option }) ?? (isOf(option, young) ? 0 : null)))
  return area.hidden.of(question).answered || less === null ? null : answered - less
}

/** Of several questions that tell it together, who is missing from one is asked another. */
function kindsIn({ questionOf, hidden }: Questions, questions: string[]): Shown[] {
  const [only] = questions.length === 1 ? questions : []
  return kindsOfMissing.map((kind) =>
    only === undefined || hidden.of(only).kinds[kind] ? null : questionOf(only).missing[missing[kind]]!,
  )
}
