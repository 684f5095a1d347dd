import {
  type AskedQuestion,
  askedQuestions,
  type Column,
  firstCategory,
  missing,
} from '../../shared/analysis/layout.ts'
import { kindsOfMissing } from '../../shared/analysis/shown-columns.ts'
import type { Teller } from '../../shared/analysis/tellers.ts'
import { atoms, holds } from '../../shared/questionnaires/conditions.ts'
import type { Condition, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { type FigureLook, type HeardLook, keyOf, type Looks, type Part, type TableLook } from './desk-looks.ts'
import { everywhere, System, type Term } from './system.ts'

/** The states a person can be in: kinds of missing, then answers; of several answers, that there is one. */
export const statesOf = ({ kind, categories }: Column): string[] => [
  ...Object.keys(missing),
  ...(kind === 'codes' ? categories.map(({ id }) => id) : ['answered']),
]
/** All that can be counted of a column. */
const membersOf = (column: Column): string[] => [
  ...statesOf(column),
  ...(column.kind === 'set' ? column.categories.map(({ id }) => id) : []),
]

export const own = (column: Column, state: string) => `${keyOf(column)} = ${state}`
/** Of those for whom all of it holds, in whatever order. */
export const all = (...parts: string[]) => [...parts].sort().join(' and ')
/** Of those a filter leaves; of everybody, nothing. */
export const inside = (part: Part | null): string[] =>
  part ? [own(part.column, part.column.categories[part.place]!.id)] : []

export class Knowledge {
  readonly system = new System()
  private readonly crossed = new Map<string, Column[]>()
  private readonly asked: AskedQuestion[]
  /** What nobody is: zeros are told, so nothing of it need be reckoned with. */
  private readonly nobody = new Set<string>()

  constructor(
    private readonly looks: Looks,
    document: QuestionnaireDocument,
  ) {
    this.asked = askedQuestions(document)
    for (const column of looks.columns) {
      const counted = looks.exact.get(column.key)!
      const counts = [
        ...Object.keys(missing).map((kind) => counted[kind as keyof typeof missing]),
        ...counted.categories,
      ]
      const states = [...Object.keys(missing), ...column.categories.map(({ id }) => id)]
      for (const [i, state] of states.entries()) if (counts[i] === 0) this.nobody.add(own(column, state))
    }
    const by = (part: Part | null) => (part ? [part.column] : [])
    for (const { column, within } of looks.figures) this.cross([column, ...by(within)])
    for (const { down, across, within } of looks.tables) this.cross([down, across, ...by(within)])
    for (const columns of this.crossed.values()) this.hang(columns)
    for (const look of looks.figures) this.figure(look)
    for (const look of looks.tables) this.table(look)
    for (const look of looks.heard) this.heard(look)
  }

  private relate(low: number, high: number, terms: Term[]) {
    this.system.relate(low, high, this.ofSomebody(terms))
  }

  /** Without what nobody is. */
  ofSomebody(terms: Term[]): Term[] {
    return terms.filter(([name]) => !name.split(' and ').some((one) => this.nobody.has(one)))
  }

  /** All that can be true of somebody at once in these columns; of none of them, nothing. */
  private combinations(columns: Column[]): string[][] {
    return columns.reduce<string[][]>(
      (so, column) =>
        so.flatMap((one) => this.some(column, membersOf(column)).map((state) => [...one, own(column, state)])),
      [[]],
    )
  }

  private some = (column: Column, states: string[]) => states.filter((state) => !this.nobody.has(own(column, state)))

  /** What is counted by several columns at once adds up to what is counted by fewer. */
  private cross(given: Column[]) {
    const columns = given.filter((one, i) => given.findIndex((other) => keyOf(other) === keyOf(one)) === i)
    const id = idOf(columns)
    if (this.crossed.has(id)) return
    this.crossed.set(id, columns)
    for (const column of columns) {
      const others = columns.filter((one) => one !== column)
      if (others.length > 0) this.cross(others)
      for (const rest of this.combinations(others)) {
        const states = this.some(column, statesOf(column)).map((state): Term => [all(own(column, state), ...rest), 1])
        if (rest.length === 0) this.relate(this.looks.people, this.looks.people, states)
        else this.relate(0, 0, [[all(...rest), -1], ...states])
        if (column.kind !== 'set') continue
        const answered = all(own(column, 'answered'), ...rest)
        const options = this.some(
          column,
          column.categories.map(({ id }) => id),
        ).map((id) => all(own(column, id), ...rest))
        for (const option of options)
          this.relate(0, everywhere, [
            [answered, 1],
            [option, -1],
          ])
        // Who answered has chosen something.
        this.relate(0, everywhere, [[answered, -1], ...options.map((option): Term => [option, 1])])
      }
    }
  }

  /** Who was not asked gave an answer before that does not lead there, whatever else they are. */
  private hang(columns: Column[]) {
    for (const column of columns) {
      const routed = this.asked.find(({ question }) => question.id === column.question)
      const parent = routed && routed.conditions.length > 0 ? parentOf(routed.conditions, this.looks.columns) : null
      if (!parent || columns.some((one) => keyOf(one) === keyOf(parent))) continue
      const others = columns.filter((one) => one !== column)
      if (!this.crossed.has(idOf([parent, ...others]))) continue
      const questions = this.asked.map(({ question }) => question)
      const lost = statesOf(parent).filter((state) => !leads(routed!.conditions, parent, state, questions))
      for (const rest of this.combinations(others))
        this.relate(0, 0, [
          [all(own(column, 'notAsked'), ...rest), 1],
          ...lost.map((state): Term => [all(own(parent, state), ...rest), -1]),
        ])
    }
  }

  private figure({ column, within, figure: { bases, rows } }: FigureLook) {
    const name = (state: string) => all(own(column, state), ...inside(within))
    for (const kind of kindsOfMissing) this.exactly(name(kind), bases[kind], false)
    const answers = statesOf(column)
      .slice(firstCategory)
      .map((state): Term => [name(state), 1])
    if (bases.answered !== null) this.relate(bases.answered, bases.answered, answers)
    // Zeros are shown, unless all of it is hidden.
    const isSome = within === null && rows.some(({ count }) => count !== null)
    for (const { id, count } of rows) this.exactly(name(id), count, isSome)
  }

  private exactly(name: string, count: number | null, isZeroTold: boolean) {
    if (this.ofSomebody([[name, 1]]).length > 0)
      this.system.know(name, count ?? (isZeroTold ? 1 : 0), count ?? everywhere)
  }

  private table({ down, across, within, figure, groups }: TableLook) {
    const cell = (state: string, at: string) => all(own(down, state), own(across, at), ...inside(within))
    const [rows, columns] = [statesOf(down), statesOf(across)]
    const isWhole = (cells: { count: number | null }[]) => cells.every(({ count }) => count === null)
    for (const [c, group] of groups.entries()) {
      const isHiddenColumn = isWhole(figure.rows.map(({ cells }) => cells[c]!))
      const at = group.codes.map((code) => columns[code]!)
      const { base } = figure.columns[c]!
      const answers = rows.slice(firstCategory).flatMap((state) => at.map((one): Term => [cell(state, one), 1]))
      if (base !== null) this.relate(base, base, answers)
      for (const row of figure.rows) {
        const { count } = row.cells[c]!
        const terms = at.map((one): Term => [cell(row.id, one), 1])
        if (count !== null) this.relate(count, count, terms)
        else if (!within && !isHiddenColumn && !isWhole(row.cells)) this.relate(1, everywhere, terms)
      }
    }
    for (const { id, total } of figure.rows)
      if (total !== null) this.exactly(all(own(down, id), ...inside(within)), total, false)
  }

  private heard({ area, categories, shown: { cells, base } }: HeardLook) {
    const term = ({ question, option }: Teller): Term => [all(`${question} = ${option}`, ...inside(area)), 1]
    const told = categories.filter(({ isLeftOut }) => !isLeftOut)
    for (const [i, { tellers }] of told.entries())
      if (cells[i] !== null) this.relate(cells[i]!, cells[i]!, tellers.map(term))
    // Of those too young, the ones that are not shown are in the base.
    const most = categories.flatMap(({ tellers }) => tellers.map(term))
    const least = told.flatMap(({ tellers }) => tellers.map(term))
    if (base === null) return
    this.relate(base, everywhere, most)
    this.relate(0, base, least)
  }
}

const idOf = (columns: Column[]) => columns.map(keyOf).sort().join(' × ')

/** The one question that all the conditions look at, where each person gives it one answer. */
function parentOf(conditions: Condition[], columns: Column[]): Column | null {
  const ids = new Set(conditions.flatMap(atoms).map(({ question }) => question))
  const [id] = ids
  const column = columns.find(({ key }) => key === id)
  return ids.size === 1 && column?.kind === 'codes' ? column : null
}

/** Whether somebody in this state of the parent is asked. */
function leads(conditions: Condition[], parent: Column, state: string, questions: Question[]): boolean {
  const question = questions.find(({ id }) => id === parent.key)!
  const answer = state in missing ? undefined : { option: state }
  return conditions.every((one) => holds(one, new Map([[parent.key, { question, answer }]])))
}
