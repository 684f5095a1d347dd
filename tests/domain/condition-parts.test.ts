import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinedParts, onePart, partsOf } from '../../shared/questionnaires/condition-parts.ts'
import { holds, type Known } from '../../shared/questionnaires/conditions.ts'
import type { Condition, Question } from '../../shared/questionnaires/document.ts'

const ids = ['a', 'b', 'c']
const isYes = (question: string): Condition => ({ op: 'chosen', question, options: ['yes'] })

const anyCondition = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...ids.map(isYes)),
    fc.record({ op: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('one'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), of: tie('one') }),
  ),
})).one

/** Every way to say yes or no to the three questions. */
const everybody: Known[] = Array.from({ length: 8 }, (_, n) => {
  const said = ids.map((id, i) => {
    const question: Question = { id, code: id, text: { en: id }, type: 'yes_no' }
    return [id, { question, answer: { option: (n >> i) % 2 ? 'yes' : 'no' } }] as const
  })
  return new Map(said)
})

const truth = (condition: Condition | null) => everybody.map((known) => holds(condition ?? undefined, known))

test('a condition taken apart and joined again means what it meant, and its groups are the same to the letter', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const listed = partsOf(condition)
      const again = joinedParts(listed)
      expect(truth(again)).toEqual(truth(condition))
      expect(partsOf(again).parts.length).toBeGreaterThan(0)
      if (listed.parts.length > 1) expect(again).toEqual(condition)
    }),
  )
})

test('taking a part away leaves the others as they are; with the last one gone it is always asked', () => {
  const group: Condition = {
    op: 'any',
    of: [isYes('b'), { op: 'not', of: { op: 'all', of: [isYes('c'), isYes('a')] } }],
  }
  const listed = partsOf({ op: 'all', of: [isYes('a'), group] })
  expect(listed.parts.map((part) => onePart(part)?.atom ?? null)).toEqual([isYes('a'), null])
  expect(joinedParts({ ...listed, parts: listed.parts.slice(1) })).toEqual(group)
  expect(joinedParts({ ...listed, parts: [] })).toBeNull()
  expect(partsOf(null).parts).toEqual([])
})

test('a part is one question looked at, turned round or not; a group, or "not" of one, is none', () => {
  expect(onePart({ op: 'not', of: isYes('a') })).toEqual({ atom: isYes('a'), isNot: true })
  expect(onePart(isYes('a'))).toEqual({ atom: isYes('a'), isNot: false })
  expect(onePart({ op: 'not', of: { op: 'all', of: [isYes('a')] } })).toBeNull()
  expect(partsOf({ op: 'any', of: [] })).toEqual({ by: 'all', parts: [{ op: 'any', of: [] }] })
})
