import fc from 'fast-check'
import { apply } from '../../shared/questionnaires/acts.ts'
import type { Question, QuestionnaireDocument, QuestionOf, QuestionType } from '../../shared/questionnaires/document.ts'
import { places } from '../../shared/questionnaires/places.ts'
import { Refusal } from '../../shared/questionnaires/refusals.ts'
import { blank, dice, randomAct } from './questionnaire-acts.ts'

/** A questionnaire that a row of random acts leads to. */
export const documents = fc.array(dice, { minLength: 10, maxLength: 60 }).map((rolls) =>
  rolls.reduce((document, roll, n) => {
    try {
      return apply(document, randomAct(document, roll, n)).document
    } catch (error) {
      if (error instanceof Refusal) return document
      throw error
    }
  }, blank()),
)

const none = fc.constant(undefined)
const ids = (list: { id: string }[]) => list.map(({ id }) => id)
const area = () => fc.record({ area: fc.constantFrom('E09000007', 'E09000033', 'outside') })
const text = () => fc.record({ text: fc.constantFrom('Words.', 'Two\nlines', '{{q1}}', '<b>') })
const oneOf = (options: { id: string }[]): fc.Arbitrary<unknown> =>
  options.length > 0 ? fc.record({ option: fc.constantFrom(...ids(options)) }) : none
const byRow = (rows: { id: string }[], value: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(ids(rows).map((id) => [id, value])), { requiredKeys: [] })

const fits: { [T in QuestionType]: (question: QuestionOf<T>) => fc.Arbitrary<unknown> } = {
  single: ({ options }) => oneOf(options),
  multiple: ({ options }) => fc.record({ options: fc.subarray(ids(options)) }),
  grid: ({ rows, options, multiple }) => {
    if (options.length === 0) return none
    if (multiple) return fc.record({ ticks: byRow(rows, fc.subarray(ids(options))) })
    return fc.record({ rows: byRow(rows, fc.constantFrom(...ids(options))) })
  },
  ranking: ({ options }) => fc.record({ ranked: fc.shuffledSubarray(ids(options)) }),
  yes_no: () => fc.record({ option: fc.constantFrom('yes', 'no') }),
  scale: ({ from, to }) => fc.record({ number: fc.integer({ min: Math.min(from, to), max: Math.max(from, to) }) }),
  number: () => fc.record({ number: fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constantFrom(0.5, 1e15)) }),
  constant_sum: ({ rows, total }) => fc.record({ amounts: byRow(rows, fc.constantFrom(0, 1, 0.25, total / 2, total)) }),
  short_text: text,
  long_text: text,
  date: () => fc.record({ date: fc.constantFrom('2024-02-29', '1999-12-31') }),
  partial_date: ({ precision }) => fc.record({ date: fc.constantFrom(precision === 'year' ? '1999' : '1999-12') }),
  postcode: area,
  area,
  long_list: ({ options }) => oneOf(options),
  consent: () => fc.record({ option: fc.constant('yes') }),
  hidden: ({ options }) => oneOf(options),
  statement: () => none,
}

/** An answer that fits the question, as far as it has anything to choose from. */
export const fitting = (question: Question): fc.Arbitrary<unknown> =>
  (fits[question.type] as (question: Question) => fc.Arbitrary<unknown>)(question)

const astray = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record({ option: fc.string(), other: fc.string() }, { requiredKeys: [] }),
  fc.record({ number: fc.oneof(fc.integer({ min: -5, max: 15 }), fc.double()) }),
  fc.record({ text: fc.string({ unit: 'binary' }) }),
  fc.record({ date: fc.constantFrom('2026-02-29', 'x') }),
  fc.record({ area: fc.constantFrom('outside', 'E09000099') }),
  fc.record({ ranked: fc.array(fc.oneof(fc.string(), fc.jsonValue()), { maxLength: 4 }) }),
  fc.record({ amounts: fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.jsonValue({ maxDepth: 1 }))) }),
  fc.record({ ticks: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })) }),
)

/** Answers that are anything at all: often fitting, sometimes of another shape, sometimes under keys that nothing has. */
function anything(document: QuestionnaireDocument): fc.Arbitrary<unknown> {
  const questions = places(document).flatMap(({ question }) => (question ? [question] : []))
  const some = questions.map((q) => [q.id, fc.oneof({ weight: 4, arbitrary: fitting(q) }, astray)] as const)
  const known = fc.record(Object.fromEntries(some), { requiredKeys: [] })
  const strange = fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'nowhere'), astray)
  const both = fc.tuple(known, strange).map(([a, b]) => ({ ...b, ...a }))
  return fc.oneof({ weight: 6, arbitrary: known }, both, fc.jsonValue(), fc.constantFrom(undefined, null))
}
export const withAnswers = documents.chain((document) => fc.tuple(fc.constant(document), anything(document)))
