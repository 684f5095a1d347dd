import { compared } from './compared.ts'
import { type Atom, holds } from './conditions.ts'
import type { Answer, GridRow, Id, Question, QuestionOf, QuestionType } from './document.ts'
import { troublesOf } from './faults.ts'
import { optionsOf } from './fixed-options.ts'
import type { Board, Shape } from './proof-board.ts'
import { always, type Node, never } from './proof-diagrams.ts'
import { nothingYet, summed } from './proof-kin.ts'
import { type Line, oneOf, someOf } from './proof-lines.ts'
import { rankingShape } from './proof-ranking.ts'
import { sumShape } from './proof-sum.ts'
import { areas, datesAround, numbersAround, partialDatesAround, texts } from './proof-values.ts'
import { rulesOf } from './question-rules.ts'

/** One row for each type: what conditions can tell apart in its answers. `atoms` are all that name the question. */
const shapes: { [T in QuestionType]: (question: QuestionOf<T>, atoms: Atom[]) => Shape } = {
  single: oneOption,
  multiple: several,
  grid,
  ranking: rankingShape,
  yes_no: oneOption,
  scale: (question, atoms) => oneValue(question, atoms, numbersAround(atoms, 0, question.from, question.to)),
  number: (question, atoms) =>
    oneValue(question, atoms, numbersAround(atoms, question.decimals ?? 0, question.minimum, question.maximum)),
  constant_sum: sumShape,
  short_text: (question, atoms) => oneValue(question, atoms, texts),
  long_text: (question, atoms) => oneValue(question, atoms, texts),
  date: (question, atoms) => oneValue(question, atoms, datesAround(atoms, question)),
  partial_date: (question, atoms) => oneValue(question, atoms, partialDatesAround(atoms, question)),
  postcode: (question, atoms) => oneValue(question, atoms, areas),
  area: (question, atoms) => oneValue(question, atoms, areas),
  long_list: oneOption,
  consent: oneOption,
  hidden: oneOption,
  statement: () => ({
    sizes: [],
    near: () => [],
    atom: () => never,
    valid: () => always,
    needs: [],
    answer: () => undefined,
  }),
}

export const shapeOf = (question: Question, atoms: Atom[]): Shape =>
  (shapes[question.type] as (question: Question, atoms: Atom[]) => Shape)(question, atoms)

/** Whether a person may go on with this answer, or without one, the checks apart. */
export const mayGoOn = (question: Question, answer: Answer | undefined) =>
  troublesOf(question, answer, () => '').every(({ soft }) => soft)

/** What comes with the link is never asked for, so nobody has to give it. */
export const mustAnswer = (question: Question) =>
  question.required === true && !question.soft && question.type !== 'hidden'

const setsOf = (atoms: Atom[], row?: Id): Id[][] =>
  atoms.flatMap((atom) => (atom.op === 'chosen' && (!atom.row || !row || atom.row === row) ? [atom.options] : []))

function oneOption(question: Question, atoms: Atom[]): Shape {
  const line = oneOf({ options: optionsOf(question), sets: setsOf(atoms), required: mustAnswer(question) })
  return lined([{ line }], ([options = []]) => (options[0] === undefined ? undefined : { option: options[0] }))
}

const isCounted = (atoms: Atom[]) => atoms.some(({ op }) => op === 'count')

function several(question: QuestionOf<'multiple'>, atoms: Atom[]): Shape {
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = question.soft ? {} : question
  const common = { sets: setsOf(atoms), required: mustAnswer(question), counted: isCounted(atoms) }
  const line = someOf({ options: question.options, minimum, maximum, ...common })
  return lined([{ line }], ([options = []]) => (options.length > 0 ? { options } : undefined))
}

function grid(question: QuestionOf<'grid'>, atoms: Atom[]): Shape {
  const lineOf = (row: GridRow) => {
    const asks = { options: question.options, sets: setsOf(atoms, row.id), required: mustAnswer(question) }
    if (!question.multiple) return oneOf(asks)
    return someOf({ ...asks, minimum: 0, maximum: Number.POSITIVE_INFINITY, counted: isCounted(atoms) })
  }
  const lines = question.rows.map((row) => ({ row, line: lineOf(row) }))
  return lined(lines, (chosen) => {
    const given = chosen.flatMap((ids, n) => (ids.length > 0 ? [[question.rows[n]!.id, ids] as const] : []))
    if (given.length === 0) return undefined
    if (question.multiple) return { ticks: Object.fromEntries(given) }
    return { rows: Object.fromEntries(given.map(([row, ids]) => [row, ids[0]!])) }
  })
}

interface Placed {
  line: Line
  row?: GridRow
}

/** A question of one or more lists of options; a row that is not asked counts as blank. */
function lined(placed: Placed[], answer: (chosen: Id[][]) => Answer | undefined): Shape {
  let next = 0
  const lines = placed.map(({ line, row }) => {
    const from = next
    next += line.sizes.length
    const own = (on: Board): Board => ({ ...on, is: (variable, wanted) => on.is(from + variable, wanted) })
    const where = (on: Board, truth: (on: Board) => Node) => on.d.and(on.holds(row?.askIf), truth(own(on)))
    return { line, row, from, own, where }
  })
  const counts = (on: Board) =>
    lines.reduce<Node[]>((sums, { line, row, own }) => {
      const [none = always, ...some] = line.counts(own(on))
      const shown = on.holds(row?.askIf)
      return summed(on, sums, [on.d.or(none, on.d.not(shown)), ...some.map((is) => on.d.and(is, shown))])
    }, nothingYet)
  const anyLine = (on: Board, truth: (line: Line) => (on: Board) => Node, row?: Id) =>
    on.d.any(lines.flatMap((one) => (row && row !== one.row?.id ? [] : [one.where(on, truth(one.line))])))
  return {
    sizes: lines.flatMap(({ line }) => line.sizes),
    near: (atom) =>
      lines
        .filter(({ row }) => atom.op !== 'chosen' || !atom.row || atom.row === row?.id)
        .flatMap(({ line, from }) => line.near(atom.op === 'chosen' ? atom.options : []).map((n) => from + n)),
    atom: (atom, on) => {
      if (atom.op === 'answered') return anyLine(on, (line) => line.real)
      if (atom.op === 'chosen') return anyLine(on, (line) => (own) => line.chosen(own, atom.options), atom.row)
      if (atom.op !== 'count') return never
      const right = counts(on).filter((_, n) => compared(n, atom.is, atom.value))
      return on.d.and(
        anyLine(on, (line) => line.given),
        on.d.any(right),
      )
    },
    valid: (on) =>
      on.d.all(lines.map(({ line, own, row }) => on.d.or(on.d.not(on.holds(row?.askIf)), line.valid(own(on))))),
    needs: lines.flatMap(({ line, row }) => [...line.needs, ...(row?.askIf ? [row.askIf] : [])]),
    answer: (values) =>
      answer(lines.map(({ line, from }) => line.options(values.slice(from, from + line.sizes.length)))),
  }
}

/** A question answered by one value: of the answers that no condition tells apart, one stands for all. */
function oneValue(question: Question, atoms: Atom[], answers: Answer[]): Shape {
  const rules = rulesOf(question)
  const says = (atom: Atom, answer: Answer | undefined) => holds(atom, new Map([[question.id, { question, answer }]]))
  const standing = new Map<string, Answer | undefined>()
  for (const answer of [undefined, ...answers]) {
    const fits = mayGoOn(question, answer) && (!answer || rules.keep(question, answer) !== undefined)
    const key = `${answer === undefined} ${atoms.map((atom) => says(atom, answer)).join()}`
    if (fits && !standing.has(key)) standing.set(key, answer)
  }
  const values = standing.size > 0 ? [...standing.values()] : [undefined]
  const possible = standing.size > 0 ? always : never
  return {
    sizes: [values.length],
    near: () => [0],
    atom: (atom, on) => on.is(0, (value) => says(atom, values[value])),
    valid: () => possible,
    needs: [],
    answer: ([value = 0]) => values[value],
  }
}
