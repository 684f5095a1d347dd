import { type Atom, holds } from './conditions.ts'
import type { Answer, Condition, GridRow, Id, Question, QuestionOf, QuestionType } from './document.ts'
import type { Board, Shape } from './proof-board.ts'
import { always, never } from './proof-diagrams.ts'
import { type Line, oneOf, someOf } from './proof-lines.ts'
import { areas, datesAround, numbersAround } from './proof-values.ts'
import { rulesOf } from './question-rules.ts'

/** One row for each type: what conditions can tell apart in its answers. `atoms` are all that name the question. */
const shapes: { [T in QuestionType]: (question: QuestionOf<T>, atoms: Atom[]) => Shape } = {
  single: (question, atoms) =>
    lined([{ line: oneOf({ ...question, sets: setsOf(atoms), required: isRequired(question) }) }], ([options = []]) =>
      options[0] === undefined ? undefined : { option: options[0] },
    ),
  multiple: (question, atoms) =>
    lined([{ line: several(question, atoms) }], ([options = []]) => (options.length > 0 ? { options } : undefined)),
  grid: (question, atoms) => grid(question, atoms),
  scale: (question, atoms) => oneValue(question, atoms, numbersAround(atoms, 0, question.from, question.to)),
  number: (question, atoms) =>
    oneValue(question, atoms, numbersAround(atoms, question.decimals ?? 0, question.minimum, question.maximum)),
  short_text: (question, atoms) => oneValue(question, atoms, [{ text: 'a' }]),
  long_text: (question, atoms) => oneValue(question, atoms, [{ text: 'a' }]),
  date: (question, atoms) => oneValue(question, atoms, datesAround(atoms, question.earliest, question.latest)),
  postcode: (question, atoms) => oneValue(question, atoms, areas(atoms)),
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

/** Whether a person may go on with this answer, or without one. */
export const mayGoOn = (question: Question, answer: Answer | undefined) =>
  rulesOf(question).faults(question, answer as never, () => '').length === 0

const isRequired = (question: Question) => question.required === true

const setsOf = (atoms: Atom[], row?: Id): Id[][] =>
  atoms.flatMap((atom) => (atom.op === 'chosen' && (!atom.row || !row || atom.row === row) ? [atom.options] : []))

const several = (question: QuestionOf<'multiple'>, atoms: Atom[]): Line =>
  someOf({
    options: question.options,
    sets: setsOf(atoms),
    required: isRequired(question),
    minimum: question.minimum ?? 0,
    maximum: question.maximum ?? Number.POSITIVE_INFINITY,
    counted: false,
  })

function grid(question: QuestionOf<'grid'>, atoms: Atom[]): Shape {
  const { rows, options } = question
  const lines = rows.map((row) => ({
    row,
    line: oneOf({ options, sets: setsOf(atoms, row.id), required: isRequired(question) }),
  }))
  return lined(lines, (chosen) => {
    const filled = rows.flatMap((row, n) => (chosen[n]?.[0] === undefined ? [] : [[row.id, chosen[n][0]] as const]))
    return filled.length > 0 ? { rows: Object.fromEntries(filled) } : undefined
  })
}

interface Placed {
  line: Line
  row?: GridRow
}

/** A question of one or more lists of options; a row that is not asked counts as blank. */
function lined(placed: Placed[], answer: (chosen: Id[][]) => Answer | undefined): Shape {
  let next = 0
  const lines = placed.map((one) => {
    const from = next
    next += one.line.sizes.length
    const own = (on: Board): Board => ({ ...on, is: (variable, wanted) => on.is(from + variable, wanted) })
    const asked = (on: Board) => on.holds(one.row?.askIf)
    return { ...one, from, own, asked }
  })
  const near = (atom: Atom) =>
    lines
      .filter(({ row }) => atom.op !== 'chosen' || !atom.row || atom.row === row?.id)
      .flatMap(({ line, from }) => line.near('options' in atom ? atom.options : []).map((n) => from + n))
  return {
    sizes: lines.flatMap(({ line }) => line.sizes),
    near,
    atom: (atom, on) =>
      on.d.any(
        lines.map(({ line, row, own, asked }) => {
          if (atom.op === 'answered') return on.d.and(asked(on), line.real(own(on)))
          if (atom.op !== 'chosen' || (atom.row && atom.row !== row?.id)) return never
          return on.d.and(asked(on), line.chosen(own(on), atom.options))
        }),
      ),
    valid: (on) =>
      on.d.all(
        lines.map(({ line, own, asked, row }) => on.d.or(row ? on.d.not(asked(on)) : never, line.valid(own(on)))),
      ),
    needs: [
      ...lines.flatMap(({ line }) => line.needs),
      ...placed.flatMap(({ row }) => (row?.askIf ? [row.askIf] : [])),
    ],
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
    needs: [] satisfies Condition[],
    answer: ([value = 0]) => values[value],
  }
}
