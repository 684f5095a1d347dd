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
import { journey } from '../../shared/questionnaires/evaluate.ts'
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

/** One row for each type: the smallest question of it that has all its traits. */
const make: { [T in QuestionType]: (parts: Parts) => Omit<QuestionOf<T>, 'id' | 'code' | 'text' | 'type'> } = {
  single: (parts) => ({ options: choices(parts) }) as never,
  multiple: (parts) =>
    ({
      options: [...choices(parts), option('z')],
      ...(parts.n % 2 === 1 && { maximum: 1 + (parts.n >> 1) }),
      ...(parts.n > 1 && { minimum: parts.n }),
    }) as never,
  grid: (parts) =>
    ({
      rows: [
        { id: 'r', code: 'r', label: en('R'), ...asks(parts.other) },
        { id: 's', code: 's', label: en('S') },
      ],
      options: [option('x', parts.inner), option('no', undefined, parts.flag ? { missing: 'declined' } : {})],
    }) as never,
  scale: () => ({ from: 1, to: 3 }) as never,
  number: ({ n }) => ({ minimum: 0, maximum: 2, ...(n === 3 && { decimals: 1, maximum: 1 }) }) as never,
  short_text: () => ({}) as never,
  long_text: () => ({}) as never,
  date: () => ({ earliest: '2026-02-27', latest: '2026-03-02' }) as never,
  postcode: () => ({}) as never,
  statement: () => ({}) as never,
}
export const everyType = Object.keys(make) as QuestionType[]

function subsets<T>(list: T[]): T[][] {
  const found: T[][] = [[]]
  for (const one of list) found.push(...found.map((some) => [...some, one]))
  return found
}

/** Everything that may be answered at all, good or not: `rulesOf` says which a person may go on with. */
const answersTo: { [T in QuestionType]: (question: QuestionOf<T>) => Answer[] } = {
  single: ({ options }) => options.map(({ id }) => ({ option: id })),
  multiple: ({ options }) => subsets(options.map(({ id }) => id)).map((chosen) => ({ options: chosen })),
  grid: ({ rows, options }) =>
    rows
      .reduce<Record<string, string>[]>(
        (filled, row) => filled.flatMap((one) => [one, ...options.map(({ id }) => ({ ...one, [row.id]: id }))]),
        [{}],
      )
      .map((all) => ({ rows: all })),
  scale: ({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => ({ number: from + n })),
  number: ({ decimals }) => (decimals ? [0, 0.1, 0.5, 0.9, 1] : [0, 1, 2]).map((number) => ({ number })),
  short_text: () => [{ text: 'Words' }],
  long_text: () => [{ text: 'Words' }],
  date: () => ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'].map((date) => ({ date })),
  postcode: () => ['E09000001', 'E09000002', 'E09000033', 'outside'].map((area) => ({ area })),
  statement: () => [],
}

/** The answers and the blank that a person may go on with, to a question as asked. */
function waysOn(asked: Question): (Answer | undefined)[] {
  const rules = rulesOf(asked)
  const all = (answersTo[asked.type] as (question: Question) => Answer[])(asked)
  const whole = all.filter((answer) => JSON.stringify(rules.keep(asked, answer)) === JSON.stringify(answer))
  return [undefined, ...whole].filter((answer) => rules.faults(asked, answer as never, () => '').length === 0)
}

export interface Respondent {
  answers: Answers
  /** The questions as asked, as far as this person gets. */
  asked: Question[]
  /** Came to a question that nothing will do for. */
  isStuck: boolean
}

/** Every person there can be: each way to answer, question by question, by the evaluator and nothing else. */
export function everybody(document: QuestionnaireDocument): Respondent[] {
  const found: Respondent[] = []
  const go = (answers: Answers, done: string[]) => {
    const asked = journey(document, answers).flatMap((page) => page.questions)
    const next = asked.find(({ id }) => !done.includes(id))
    if (!next) {
      found.push({ answers, asked, isStuck: false })
      return
    }
    const ways = waysOn(next)
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
  if ('options' in question) {
    const options = fc.subarray(
      question.options.map(({ id }) => id),
      { minLength: 1, maxLength: 2 },
    )
    const row =
      'rows' in question ? fc.constantFrom(undefined, ...question.rows.map(({ id }) => id)) : fc.constant(undefined)
    atoms.push(
      fc
        .tuple(options, row)
        .map(([some, at]) => ({ op: 'chosen', ...on, options: some, ...(at !== undefined && { row: at }) })),
    )
  }
  if (question.type === 'number' || question.type === 'scale') atoms.push(compare(fc.constantFrom(-1, 0, 0.5, 1, 2, 3)))
  if (question.type === 'date') atoms.push(compare(fc.constantFrom('2026-02-27', '2026-02-28', '2026-03-02')))
  if (question.type === 'postcode')
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

function questionAfter(before: Question[]): fc.Arbitrary<Question> {
  const condition = conditionOn(before)
  return fc
    .record({
      type: fc.constantFrom(...everyType, ...telling),
      required: fc.boolean(),
      flag: fc.boolean(),
      n: fc.nat(3),
      inner: condition,
      other: condition,
      askIf: condition,
    })
    .map(({ type, askIf, ...parts }) => {
      const id = `q${before.length}`
      const base = { id, code: id, text: en3(before.length), type, ...(parts.required && { required: true }) }
      return { ...base, ...asks(askIf), ...make[type](parts) } as unknown as Question
    })
}

const questionsOf = (length: number, before: Question[] = []): fc.Arbitrary<Question[]> =>
  before.length === length
    ? fc.constant(before)
    : questionAfter(before).chain((question) => questionsOf(length, [...before, question]))

/** Four questions of any types on two or three pages, with conditions on everything. */
export const smallQuestionnaires = (length = 4): fc.Arbitrary<QuestionnaireDocument> =>
  questionsOf(length).chain((questions) => {
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
