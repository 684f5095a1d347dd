import fc from 'fast-check'
import { apply } from '../../shared/questionnaires/acts.ts'
import type { Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
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

/** An answer that fits the question, as far as it has anything to choose from. */
export function fitting(question: Question): fc.Arbitrary<unknown> {
  const options = 'options' in question ? question.options.map((option) => option.id) : []
  const rows = 'rows' in question ? question.rows.map((row) => row.id) : []
  if (question.type === 'single' && options.length > 0) return fc.record({ option: fc.constantFrom(...options) })
  if (question.type === 'multiple') return fc.record({ options: fc.subarray(options) })
  if (question.type === 'grid' && options.length > 0 && rows.length > 0) {
    return fc.record({ rows: fc.dictionary(fc.constantFrom(...rows), fc.constantFrom(...options)) })
  }
  return fc.constantFrom({ number: 3 }, { text: 'Words.' }, { date: '2024-02-29' }, { area: 'E09000007' })
}

const astray = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record({ option: fc.string(), other: fc.string() }, { requiredKeys: [] }),
  fc.record({ number: fc.oneof(fc.integer({ min: -5, max: 15 }), fc.double()) }),
  fc.record({ text: fc.string({ unit: 'binary' }) }),
  fc.record({ date: fc.constantFrom('2026-02-29', 'x') }),
  fc.record({ area: fc.constantFrom('outside', 'E09000099') }),
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
