import fc from 'fast-check'
import type {
  Answer,
  Answers,
  Condition,
  Question,
  QuestionnaireDocument,
  QuestionOf,
  QuestionType,
  Section,
} from '../../shared/questionnaires/document.ts'
import { askedOf, journey } from '../../shared/questionnaires/evaluate.ts'
import { troublesOf } from '../../shared/questionnaires/faults.ts'
import { optionsOf, rowsOf } from '../../shared/questionnaires/fixed-options.ts'
import { rulesOf } from '../../shared/questionnaires/question-rules.ts'

/** Questionnaires so small that every way to answer them can be tried, and all those ways. */

const en = (text: string) => ({ en: text })
type Ask = Condition | undefined
const asks = (askIf: Ask) => (askIf ? { askIf } : {})

/** What a random question is made of; each type uses what it can. */
interface Parts {
  required: boolean
  flag: boolean
  n: number
  inner: Ask
  other: Ask
}

const option = (id: string, askIf?: Ask, more = {}) => ({
  id,
  code: id,
  label: en(`Label ${id}`),
  ...asks(askIf),
  ...more,
})
const choices = ({ inner, other, flag, n }: Parts) => [
  option('x', inner),
  option('y', other, n === 3 ? { exclusive: true } : {}),
  ...(flag ? [option('no', undefined, { missing: 'declined' })] : []),
]

const rows = ({ other }: Parts) => [
  { id: 'r', code: 'r', label: en('R'), ...asks(other) },
  { id: 's', code: 's', label: en('S') },
]
type Made<T extends QuestionType> = Omit<QuestionOf<T>, 'id' | 'code' | 'text' | 'type'>

/** One row for each type: the smallest question of it that has all its traits. */
const make: { [T in QuestionType]: (parts: Parts) => Made<T> } = {
  single: (parts) => ({ options: choices(parts) }),
  multiple: (parts) => ({
    options: [...choices(parts), option('z')],
    ...(parts.n % 2 === 1 && { maximum: 1 + (parts.n >> 1) }),
    ...(parts.n > 1 && { minimum: parts.n }),
  }),
  grid: (parts) => ({
    rows: rows(parts),
    options: [option('x', parts.inner), option('no', undefined, parts.flag ? { missing: 'declined' } : {})],
    ...(parts.n > 1 && { multiple: true as const }),
  }),
  ranking: (parts) => ({ options: [...choices(parts), option('z')], ...(parts.n > 0 && { top: parts.n }) }),
  yes_no: () => ({}),
  scale: () => ({ from: 1, to: 3 }),
  number: ({ n }) => ({ minimum: 0, maximum: n === 3 ? 1 : 2, ...(n === 3 && { decimals: 1 }) }),
  constant_sum: (parts) => ({
    rows: [...rows(parts), ...(parts.flag ? [{ id: 't', code: 't', label: en('T'), ...asks(parts.inner) }] : [])],
    total: parts.n === 0 ? 1 : 2,
  }),
  short_text: ({ n }) => (n > 1 ? { preset: 'email', maximum: n + 3 } : {}),
  long_text: () => ({}),
  date: () => ({ earliest: '2026-02-27', latest: '2026-03-02' }),
  partial_date: ({ flag }) =>
    flag
      ? { precision: 'year', earliest: '2025', latest: '2026' }
      : { precision: 'month', earliest: '2025-12', latest: '2026-01' },
  postcode: () => ({}),
  area: () => ({}),
  long_list: (parts) => ({ options: choices(parts) }),
  consent: () => ({}),
  hidden: (parts) => ({ options: choices(parts) }),
  statement: () => ({}),
}
const everyType = Object.keys(make) as QuestionType[]

function subsets<T>(list: T[]): T[][] {
  const found: T[][] = [[]]
  for (const one of list) found.push(...found.map((some) => [...some, one]))
  return found
}

const orders = <T>(list: T[]): T[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((one) => orders(list.filter((other) => other !== one)).map((rest) => [one, ...rest]))

/** Each row with one of these, or not named at all. */
const filled = <T>(rowIds: string[], each: T[]): Record<string, T>[] =>
  rowIds.reduce<Record<string, T>[]>(
    (some, row) => some.flatMap((one) => [one, ...each.map((value) => ({ ...one, [row]: value }))]),
    [{}],
  )

const ids = (list: { id: string }[]) => list.map(({ id }) => id)
const oneOf = (question: Question): Answer[] => ids(optionsOf(question)).map((id) => ({ option: id }))
const boroughs = () => ['E09000001', 'E09000002', 'E09000033', 'outside'].map((area) => ({ area }))

/** Everything that may be answered at all, good or not: `rulesOf` says which a person may go on with. */
const answersTo: { [T in QuestionType]: (question: QuestionOf<T>) => Answer[] } = {
  single: oneOf,
  multiple: ({ options }) => subsets(ids(options)).map((chosen) => ({ options: chosen })),
  grid: ({ rows, options, multiple }) =>
    multiple
      ? filled(
          ids(rows),
          subsets(ids(options)).filter((some) => some.length > 0),
        ).map((ticks) => ({ ticks }))
      : filled(ids(rows), ids(options)).map((all) => ({ rows: all })),
  ranking: ({ options }) =>
    subsets(ids(options))
      .flatMap(orders)
      .map((ranked) => ({ ranked })),
  yes_no: oneOf,
  scale: ({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => ({ number: from + n })),
  number: ({ decimals }) =>
    (decimals ? [-1.1, -1, -0.1, 0, 0.1, 0.5, 0.6, 1, 1.1, 2, 2.1, 3, 3.1] : [-2, -1, 0, 1, 2, 3, 4]).map((number) => ({
      number,
    })),
  constant_sum: ({ rows }) => filled(ids(rows), [0, 1, 2, 3]).map((amounts) => ({ amounts })),
  short_text: () => [{ text: 'Words' }, { text: 'a@b.c' }],
  long_text: () => [{ text: 'Words' }],
  date: () =>
    ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map((date) => ({ date })),
  partial_date: () =>
    ['2024', '2025', '2026', '2027', '2025-11', '2025-12', '2026-01', '2026-02'].map((date) => ({ date })),
  postcode: boroughs,
  area: boroughs,
  long_list: oneOf,
  consent: oneOf,
  hidden: oneOf,
  statement: () => [],
}

/** The answers and the blank that a person may go on with, to a question as asked. */
function waysOn(document: QuestionnaireDocument, answers: Answers, asked: Question): (Answer | undefined)[] {
  const rules = rulesOf(asked)
  const all = (answersTo[asked.type] as (question: Question) => Answer[])(asked)
  const whole = all.filter((answer) => JSON.stringify(rules.keep(asked, answer)) === JSON.stringify(answer))
  const hinders = (answer: Answer | undefined) => troublesOf(asked, answer, () => '').some(({ soft }) => !soft)
  const fails = (answer: Answer | undefined) =>
    asked.type !== 'hidden' &&
    journey(document, answer ? { ...answers, [asked.id]: answer } : answers)
      .flatMap(({ failing }) => failing)
      .some(({ questionId, check }) => questionId === asked.id && !check.soft)
  return [undefined, ...whole].filter((answer) => !hinders(answer) && !fails(answer))
}

export interface Respondent {
  answers: Answers
  /** The questions as asked, as far as this person gets. */
  asked: Question[]
  /** Came to a question that nothing will do for. */
  isStuck: boolean
}

/** One person: at each question the way on that the dice say. */
export function somebody(document: QuestionnaireDocument, dice: number[]): Respondent {
  const answers: Answers = {}
  for (let n = 0; ; n++) {
    const asked = askedOf(document, answers)
    const next = asked[n]
    if (!next) return { answers, asked, isStuck: false }
    const ways = waysOn(document, answers, next)
    if (ways.length === 0) return { answers, asked: asked.slice(0, n + 1), isStuck: true }
    const answer = ways[dice[n % dice.length]! % ways.length]
    if (answer) answers[next.id] = answer
  }
}

/** Every person there can be: each way to answer, question by question, by the evaluator and nothing else. */
export function everybody(document: QuestionnaireDocument): Respondent[] {
  const found: Respondent[] = []
  const go = (answers: Answers, done: string[]) => {
    const asked = askedOf(document, answers)
    const next = asked.find(({ id }) => !done.includes(id))
    if (!next) {
      found.push({ answers, asked, isStuck: false })
      return
    }
    const ways = waysOn(document, answers, next)
    const before = asked.slice(0, asked.indexOf(next) + 1)
    if (ways.length === 0) found.push({ answers, asked: before, isStuck: true })
    for (const answer of ways) go(answer ? { ...answers, [next.id]: answer } : answers, [...done, next.id])
  }
  go({}, [])
  return found
}

/** Any condition on the questions before, that fits their types. */
function conditionOn(before: Question[]): fc.Arbitrary<Ask> {
  const asking = before.filter(({ type }) => type !== 'statement')
  if (asking.length === 0) return fc.constant(undefined)
  const atom = fc.constantFrom(...asking).chain((question) => fc.oneof(...atomsOn(question)))
  const either = fc.oneof(
    { weight: 3, arbitrary: atom },
    atom.map((one): Condition => ({ op: 'not', of: one })),
  )
  const several = (op: 'all' | 'any') =>
    fc.array(either, { minLength: 0, maxLength: 3 }).map((parts): Condition => ({ op, of: parts }))
  return fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, either, several('all'), several('any'))
}

function atomsOn(question: Question): fc.Arbitrary<Condition>[] {
  const on = { question: question.id }
  const atoms: fc.Arbitrary<Condition>[] = [fc.constant({ op: 'answered', ...on })]
  const is = fc.constantFrom('<', '<=', '=', '!=', '>=', '>' as const)
  const compare = (value: fc.Arbitrary<number | string>) =>
    fc.record({
      op: fc.constant('compare' as const),
      question: fc.constant(question.id),
      is,
      value,
    }) as fc.Arbitrary<Condition>
  const options = ids(optionsOf(question))
  const row = question.type === 'grid' ? fc.constantFrom(undefined, ...ids(question.rows)) : fc.constant(undefined)
  if (options.length > 0)
    atoms.push(
      fc
        .tuple(fc.subarray(options, { minLength: 1, maxLength: Math.min(2, options.length) }), row)
        .map(([some, at]) => ({ op: 'chosen', ...on, options: some, ...(at !== undefined && { row: at }) })),
    )
  if (question.type === 'multiple' || question.type === 'ranking' || question.type === 'grid')
    atoms.push(fc.tuple(is, fc.nat(3)).map(([sign, value]) => ({ op: 'count', ...on, is: sign, value })))
  if (question.type === 'ranking')
    atoms.push(
      fc
        .tuple(fc.constantFrom(...options), fc.integer({ min: 1, max: 3 }))
        .map(([one, within]) => ({ op: 'ranked', ...on, option: one, within })),
    )
  if (question.type === 'number' || question.type === 'scale') atoms.push(compare(fc.constantFrom(-1, 0, 0.5, 1, 2, 3)))
  if (question.type === 'constant_sum')
    atoms.push(
      fc
        .tuple(is, fc.constantFrom(...ids(rowsOf(question))), fc.constantFrom(-1, 0, 0.5, 1, 2))
        .map(([sign, at, value]) => ({ op: 'compare', ...on, is: sign, row: at, value })),
    )
  if (question.type === 'date') atoms.push(compare(fc.constantFrom('2026-02-27', '2026-02-28', '2026-03-02')))
  if (question.type === 'partial_date')
    atoms.push(
      compare(question.precision === 'year' ? fc.constantFrom('2025', '2026') : fc.constantFrom('2025-12', '2026-01')),
    )
  if (question.type === 'postcode' || question.type === 'area')
    atoms.push(
      fc
        .subarray(['E09000001', 'E09000002', 'outside'], { minLength: 1 })
        .map((areas) => ({ op: 'area' as const, ...on, areas })),
    )
  return atoms
}

/** Types that have most to go wrong come more often. */
const telling: QuestionType[] = ['single', 'multiple', 'multiple', 'multiple', 'grid', 'grid', 'number']

const en3 = (n: number) => en(`Question number ${n}${' and more words'.repeat(n)}`)

function questionAfter(before: Question[], types: readonly QuestionType[]): fc.Arbitrary<Question> {
  const condition = conditionOn(before)
  return fc
    .record({
      type: fc.constantFrom(...types),
      required: fc.boolean(),
      soft: fc.nat(4).map((n) => n === 0),
      flag: fc.boolean(),
      n: fc.nat(3),
      inner: condition,
      other: condition,
      askIf: condition,
    })
    .chain(({ type, askIf, soft, ...parts }) => {
      const id = `q${before.length}`
      const base = { id, code: id, text: en3(before.length), type, ...(parts.required && { required: true }) }
      const question = { ...base, ...(soft && { soft }), ...asks(askIf), ...make[type](parts) } as unknown as Question
      return conditionOn([...before, question]).map((holds) =>
        holds && parts.flag ? { ...question, checks: [checkOf(holds, soft)] } : question,
      )
    })
}

const checkOf = (holds: Condition, soft: boolean) => ({
  id: 'c',
  holds,
  message: en('Look again.'),
  ...(soft && { soft: true as const }),
})

const questionsOf = (
  length: number,
  types: readonly QuestionType[],
  before: Question[] = [],
): fc.Arbitrary<Question[]> =>
  before.length === length
    ? fc.constant(before)
    : questionAfter(before, types).chain((question) => questionsOf(length, types, [...before, question]))

/** Four questions of any types on two or three pages, with conditions on everything. */
export const smallQuestionnaires = (
  length = 4,
  types: readonly QuestionType[] = [...everyType, ...telling],
): fc.Arbitrary<QuestionnaireDocument> =>
  questionsOf(length, types).chain((questions) => {
    const cut = length >> 1
    return fc
      .tuple(conditionOn(questions.slice(0, cut)), conditionOn(questions.slice(0, cut)), fc.boolean())
      .map(([onPage, onSection, apart]) => {
        const first = { id: 'p1', title: en('One'), questions: questions.slice(0, cut) }
        const second = { id: 'p2', title: en('Two'), ...asks(onPage), questions: questions.slice(cut) }
        const sections: Section[] = apart
          ? [
              { id: 's1', title: en('First'), pages: [first] },
              { id: 's2', title: en('Second'), ...asks(onSection), pages: [second] },
            ]
          : [{ id: 's1', title: en('First'), pages: [first, second] }]
        return { format: 1, language: 'en', languages: ['en'], title: en('Small'), sections }
      })
  })
