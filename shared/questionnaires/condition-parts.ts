import type { Condition } from './document.ts'

/** A condition as the builder lists it: parts that must all hold, or any of them; `isNot` turns the whole round. */
export interface ConditionParts {
  isNot: boolean
  by: 'all' | 'any'
  parts: Condition[]
}

/**
 * No parts: asked always. What looks at one question is a list of one, and so is a group of nothing, which holds always
 * or never. A group inside a group is one part, that can be listed in its turn.
 */
export function partsOf(condition: Condition | null): ConditionParts {
  if (!condition) return { isNot: false, by: 'all', parts: [] }
  const isNot = condition.op === 'not' && !onePart(condition)
  const listed = condition.op === 'not' && isNot ? condition.of : condition
  if ((listed.op === 'all' || listed.op === 'any') && listed.of.length > 0)
    return { isNot, by: listed.op, parts: listed.of }
  return { isNot, by: 'all', parts: [listed] }
}

/** The way back: `joinedParts(partsOf(c))` means what `c` means. */
export function joinedParts({ isNot, by, parts }: ConditionParts): Condition | null {
  const joined = parts.length > 1 ? { op: by, of: parts } : (parts[0] ?? null)
  return joined && isNot ? { op: 'not', of: joined } : joined
}

export type OnePart = Extract<Condition, { question: string }>

/** A part that looks at one question, and whether it is turned round; null where it is a group of its own. */
export function onePart(part: Condition): { atom: OnePart; isNot: boolean } | null {
  if ('question' in part) return { atom: part, isNot: false }
  return part.op === 'not' && 'question' in part.of ? { atom: part.of, isNot: true } : null
}

/** A group of nothing, as an import may bring it: it holds always or never, and there is nothing in it to change. */
export const isBare = (part: Condition): boolean => (part.op === 'all' || part.op === 'any') && part.of.length === 0
