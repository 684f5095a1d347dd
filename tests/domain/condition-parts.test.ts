import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBare, joinedParts, onePart, partsOf } from '../../shared/questionnaires/condition-parts.ts'
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
})

test('a group that is turned round is listed as its parts, so that each can be changed', () => {
  const either: Condition = { op: 'any', of: [isYes('a'), isYes('b')] }
  const listed = partsOf({ op: 'not', of: either })
  expect(listed).toEqual({ isNot: true, by: 'any', parts: either.of })
  expect(joinedParts({ ...listed, isNot: false })).toEqual(either)
  expect(joinedParts({ ...listed, parts: [isYes('b')] })).toEqual({ op: 'not', of: isYes('b') })
  expect(joinedParts({ ...listed, parts: [] })).toBeNull()
})

/** Every condition that the builder shows inside this one, as deep as it goes; a group of nothing is shown in words. */
function shownIn(condition: Condition): Condition[] {
  const groups = partsOf(condition).parts.filter((part) => !onePart(part) && !isBare(part))
  return [condition, ...groups.flatMap(shownIn)]
}

test('however deep a group stands, it is listed part by part, and joined again in its place it means what it meant', () => {
  const again = (condition: Condition): Condition => {
    const listed = partsOf(condition)
    const parts = listed.parts.map((part) => (onePart(part) || isBare(part) ? part : again(part)))
    return joinedParts({ ...listed, parts })!
  }
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(truth(again(condition))).toEqual(truth(condition))
      for (const shown of shownIn(condition)) {
        const { parts } = partsOf(shown)
        expect(parts.length).toBeGreaterThan(0)
        for (const part of parts)
          expect(
            JSON.stringify(part).length < JSON.stringify(shown).length || onePart(part) || isBare(part),
          ).toBeTruthy()
      }
    }),
  )
})

test('a group of nothing stays as it is: it holds always or never', () => {
  const never: Condition = { op: 'any', of: [] }
  expect(isBare(never)).toBe(true)
  expect(isBare({ op: 'any', of: [never] })).toBe(false)
  expect(partsOf(never)).toEqual({ isNot: false, by: 'all', parts: [never] })
  expect(joinedParts(partsOf(never))).toEqual(never)
  expect(partsOf({ op: 'not', of: never })).toEqual({ isNot: true, by: 'all', parts: [never] })
})
