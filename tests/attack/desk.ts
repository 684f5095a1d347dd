import type { Highs } from 'highs'
import { type CrossFigure, crossed, type Group } from '../../server/analysis/cross-figures.ts'
import { type Figure, figureOf, inOrder } from '../../server/analysis/figures.ts'
import { standing } from '../../server/analysis/table-columns.ts'
import { type Crosstab, crosstab, type Frequency, frequencies } from '../../shared/analysis/count.ts'
import type { SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { askedQuestions, type Column, firstCategory, missing } from '../../shared/analysis/layout.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import { HiddenColumns, kindsOfMissing } from '../../shared/analysis/shown-columns.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { atoms, holds } from '../../shared/questionnaires/conditions.ts'
import type { Condition, Question } from '../../shared/questionnaires/document.ts'
import { picker } from '../support/random-survey.ts'
import type { Dataset } from './people.ts'
import { everywhere, System, type Term } from './system.ts'

export interface DeskAttack {
  /** Small counts of which exactly one value is left. */
  known: string[]
  /** Small counts that cannot be all of 1 to 4. */
  narrowed: string[]
  /** What the adversary knows that is not so. */
  told: string[]
  small: number
  hidden: number
  tables: number
  withoutBase: number
}

interface Table {
  down: Column
  across: Column
  exact: Crosstab
  figure: CrossFigure
  groups: Group[]
}

/** What an analyst sees of one moment: every question, and a few of them by others. */
interface Seen {
  people: number
  columns: Column[]
  exact: Map<string, Frequency>
  figures: Map<string, Figure>
  tables: Table[]
}

/** Everything the pages show is written down, with what the questionnaire says of who is asked; then each small count is asked for. */
export function attackDesk(highs: Highs, dataset: Dataset, rule: SmallNumberRule): DeskAttack {
  const seen = pagesOf(dataset, rule)
  const system = knowledgeOf(seen, dataset)
  const truth = truthOf(seen)
  const targets = targetsOf(seen)
  const found: DeskAttack = {
    known: [],
    narrowed: [],
    told: system.contradictions(truth),
    small: targets.length,
    hidden: sum(seen.tables.map(({ figure }) => figure.hidden)),
    tables: seen.tables.length,
    withoutBase: [...seen.figures.values()].filter(({ bases }) => bases.answered === null).length,
  }
  system.solve(highs, (ask) => {
    for (const { name, terms, most } of targets) {
      const count = terms.reduce((sum, [one, times]) => sum + times * truth.get(one)!, 0)
      const high = ask(terms, true).best
      const low = ask(terms, false).best
      if (high - low < 0.5) found.known.push(`${name} is known to be ${count}`)
      else if (low > 1.01) found.narrowed.push(`${name}, ${count}, is known to be at least ${Math.ceil(low - 0.01)}`)
      else if (high < Math.min(4, most) - 0.01)
        found.narrowed.push(`${name}, ${count}, is known to be at most ${Math.floor(high + 0.01)}`)
    }
  })
  return found
}

function pagesOf({ seed, projectionOf, people }: Dataset, rule: SmallNumberRule): Seen {
  const pick = picker(seed * 104_729 + 3)
  const projection = projectionOf(people)
  const selection = select(projection, everybody)
  const columns = projection.stores.map(({ column }) => column)
  const exact = frequencies(projection, selection)
  const hidden = new HiddenColumns(columns, exact, people, rule)
  const shown = columns.filter(({ part, type }) => part !== 'about' && type !== 'characteristic')
  const figures = shown.map((column): [string, Figure] => [
    column.key,
    figureOf(column, exact[columns.indexOf(column)]!, hidden.of(column.key)),
  ])
  const { downs, acrosses } = standing(columns)
  // What hangs on another question is seen beside it, by the same variable.
  const across = Array.from({ length: 2 }, () => acrosses[pick(acrosses.length)]!)
  const down = [
    ...downs.filter(({ hangsOn }) => hangsOn).slice(0, 2),
    ...Array.from({ length: 2 }, () => downs[pick(downs.length)]!),
  ]
  const parents = down.flatMap(({ hangsOn = [] }) =>
    downs.filter((one) => hangsOn.some((on) => on.question === one.key)),
  )
  const pairs = new Map(
    [...down, ...parents].flatMap((one) =>
      across.flatMap((other): [string, [Column, Column]][] =>
        one.key === other.key ? [] : [[pairOf(one, other), [one, other]]],
      ),
    ),
  )
  const tables = [...pairs.values()].map(([one, other]): Table => {
    const table = crosstab(projection.byKey.get(one.key)!, projection.byKey.get(other.key)!, selection)
    return { down: one, across: other, exact: table, ...crossed({ down: one, across: other, table, hidden, rule }) }
  })
  return {
    people,
    columns,
    exact: new Map(columns.map(({ key }, i) => [key, exact[i]!])),
    figures: new Map(figures),
    tables,
  }
}

const pairOf = (one: Column, other: Column) => [one.key, other.key].sort().join(' × ')

/** The states a person can be in: kinds of missing, then answers; of several answers, that there is one. */
const statesOf = ({ kind, categories }: Column): string[] => [
  ...Object.keys(missing),
  ...(kind === 'codes' ? categories.map(({ id }) => id) : ['answered']),
]

const own = (key: string, state: string) => `${key} = ${state}`

/** Both, whichever way round they are crossed. */
const both = (a: string, b: string) => [a, b].sort().join(' and ')

function knowledgeOf(seen: Seen, { document }: Dataset): System {
  const system = new System()
  const asked = askedQuestions(document)
  const crossedWith = new Map(seen.tables.map(({ down, across }) => [pairOf(down, across), [down, across] as const]))
  for (const [key, figure] of seen.figures) {
    const column = seen.columns.find((one) => one.key === key)!
    knowFigure(system, column, figure, seen.people)
    const routed = asked.find(({ question }) => question.id === column.question)
    if (!routed || routed.conditions.length === 0) continue
    const parent = parentOf(routed.conditions, seen.columns)
    if (!parent) continue
    const lost = statesOf(parent).filter(
      (state) =>
        !leads(
          routed.conditions,
          parent,
          state,
          asked.map(({ question }) => question),
        ),
    )
    const equal = (not: string, of: (state: string) => string) =>
      system.relate(0, 0, [[not, 1], ...lost.map((state): Term => [of(state), -1])])
    equal(own(key, 'notAsked'), (state) => own(parent.key, state))
    for (const [down, across] of crossedWith.values()) {
      const other = down.key === key ? across : across.key === key ? down : null
      if (!other || other.key === parent.key || !crossedWith.has(pairOf(parent, other))) continue
      for (const state of statesOf(other))
        equal(both(own(key, 'notAsked'), own(other.key, state)), (one) =>
          both(own(parent.key, one), own(other.key, state)),
        )
    }
  }
  for (const table of seen.tables) knowTable(system, table)
  return system
}

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

function knowFigure(system: System, column: Column, { key, bases, rows }: Figure, people: number) {
  const states = statesOf(column)
  system.relate(
    people,
    people,
    states.map((state): Term => [own(key, state), 1]),
  )
  for (const kind of kindsOfMissing) exactly(system, own(key, kind), bases[kind], false)
  const answers = states.slice(firstCategory).map((state): Term => [own(key, state), 1])
  if (bases.answered !== null) system.relate(bases.answered, bases.answered, answers)
  // Zeros are shown, unless all of it is hidden.
  const isSome = rows.some(({ count }) => count !== null)
  for (const { id, count } of rows) {
    exactly(system, own(key, id), count, isSome)
    if (column.kind === 'set')
      system.relate(0, everywhere, [
        [own(key, 'answered'), 1],
        [own(key, id), -1],
      ])
  }
  // Who answered has chosen something.
  if (column.kind === 'set' && rows.length > 0)
    system.relate(0, everywhere, [[own(key, 'answered'), -1], ...rows.map(({ id }): Term => [own(key, id), 1])])
}

function exactly(system: System, name: string, count: number | null, isZeroTold: boolean) {
  system.know(name, count ?? (isZeroTold ? 1 : 0), count ?? everywhere)
}

function knowTable(system: System, { down, across, figure, groups }: Table) {
  const cell = (state: string, at: string) => both(own(down.key, state), own(across.key, at))
  const [rows, columns] = [statesOf(down), statesOf(across)]
  for (const state of rows)
    system.relate(0, 0, [[own(down.key, state), -1], ...columns.map((at): Term => [cell(state, at), 1])])
  for (const at of columns)
    system.relate(0, 0, [[own(across.key, at), -1], ...rows.map((state): Term => [cell(state, at), 1])])
  const isWhole = (cells: { count: number | null }[]) => cells.every(({ count }) => count === null)
  for (const [c, group] of groups.entries()) {
    const isHiddenColumn = isWhole(figure.rows.map(({ cells }) => cells[c]!))
    const at = group.codes.map((code) => columns[code]!)
    const { base } = figure.columns[c]!
    const answers = rows.slice(firstCategory).flatMap((state) => at.map((one): Term => [cell(state, one), 1]))
    if (base !== null) system.relate(base, base, answers)
    for (const row of figure.rows) {
      const { count } = row.cells[c]!
      const terms = at.map((one): Term => [cell(row.id, one), 1])
      if (count !== null) system.relate(count, count, terms)
      else if (!isHiddenColumn && !isWhole(row.cells)) system.relate(1, everywhere, terms)
    }
  }
  for (const { id, total } of figure.rows) if (total !== null) exactly(system, own(down.key, id), total, false)
  if (down.kind !== 'set') return
  for (const { id } of figure.rows) {
    system.relate(0, 0, [[own(down.key, id), -1], ...columns.map((at): Term => [cell(id, at), 1])])
    for (const at of columns)
      system.relate(0, everywhere, [
        [cell('answered', at), 1],
        [cell(id, at), -1],
      ])
  }
}

/** The exact counts, under the names the adversary uses. */
function truthOf({ columns, exact, tables }: Seen): Map<string, number> {
  const truth = new Map<string, number>()
  for (const column of columns) {
    const counted = exact.get(column.key)!
    for (const kind of kindsOfMissing) truth.set(own(column.key, kind), counted[kind])
    for (const [i, { id }] of column.categories.entries()) truth.set(own(column.key, id), counted.categories[i] ?? 0)
    if (column.kind !== 'codes') truth.set(own(column.key, 'answered'), counted.answered)
  }
  for (const { down, across, exact: table } of tables) {
    for (const [code, at] of statesOf(across).entries()) {
      const set = (state: string, count: number) => truth.set(both(own(down.key, state), own(across.key, at)), count)
      for (const [kind, state] of Object.keys(missing).entries()) set(state, table.missing[kind]![code]!)
      for (const [i, { id }] of down.categories.entries()) set(id, table.cells[i]![code]!)
      if (down.kind === 'set') set('answered', table.bases[code]!)
    }
  }
  return truth
}

interface Target {
  name: string
  terms: Term[]
  /** The most it could be anyway. */
  most: number
}

/** Small counts: answers, complements, who was not asked, and cells of the tables as they are shown. */
function targetsOf({ people, columns, exact, figures, tables }: Seen): Target[] {
  const small = (n: number) => n > 0 && n < 5
  const targets: Target[] = []
  const add = (name: string, count: number, terms: Term[], most = people) => {
    if (small(count)) targets.push({ name, terms, most })
  }
  for (const key of figures.keys()) {
    const column = columns.find((one) => one.key === key)!
    const { categories, answered, notAsked } = exact.get(key)!
    for (const [i, { id }] of column.categories.entries()) {
      add(own(key, id), categories[i]!, [[own(key, id), 1]])
      if (column.kind === 'set')
        add(`not ${own(key, id)}`, answered - categories[i]!, [
          [own(key, 'answered'), 1],
          [own(key, id), -1],
        ])
    }
    if (column.hangsOn) {
      add(`${key} not asked`, notAsked, [[own(key, 'notAsked'), 1]])
      const asked = statesOf(column).filter((state) => state !== 'notAsked')
      add(
        `${key} asked`,
        people - notAsked,
        asked.map((state): Term => [own(key, state), 1]),
      )
    }
  }
  for (const { down, across, exact: table, groups, figure } of tables) {
    const states = statesOf(across)
    for (const i of inOrder(down)) {
      const { id } = down.categories[i]!
      if (figure.rows.length === 0) continue
      for (const { codes, labels } of groups) {
        const count = sum(codes.map((code) => table.cells[i]![code]!))
        const terms = codes.map((code): Term => [both(own(down.key, id), own(across.key, states[code]!)), 1])
        add(`${own(down.key, id)} by ${across.key} ${labels.join('+')}`, count, terms)
      }
    }
  }
  return targets
}
