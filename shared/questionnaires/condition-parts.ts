import type { Condition } from './document.ts'

/** A condition as the builder lists it: parts that must all hold, or any of them. No parts: asked always. */
export interface ConditionParts {
  by: 'all' | 'any'
  parts: Condition[]
}

/** A condition of one part is a list of one. A group inside a group stays one part, and so does "not" of a group. */
export function partsOf(condition: Condition | null): ConditionParts {
  if (!condition) return { by: 'all', parts: [] }
  const isGroup = (condition.op === 'all' || condition.op === 'any') && condition.of.length > 0
  return isGroup ? { by: condition.op, parts: condition.of } : { by: 'all', parts: [condition] }
}

/** The way back: `joinedParts(partsOf(c))` means what `c` means. */
export function joinedParts({ by, parts }: ConditionParts): Condition | null {
  return parts.length > 1 ? { op: by, of: parts } : (parts[0] ?? null)
}

export type OnePart = Extract<Condition, { question: string }>

/** A part that looks at one question, and whether it is turned round; null where it is a group of its own. */
export function onePart(part: Condition): { atom: OnePart; isNot: boolean } | null {
  if ('question' in part) return { atom: part, isNot: false }
  return part.op === 'not' && 'question' in part.of ? { atom: part.of, isNot: true } : null
}
