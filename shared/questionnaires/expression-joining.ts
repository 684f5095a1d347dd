import { compared } from './compared.ts'
import type { Condition } from './document.ts'
import type { Expr } from './expression.ts'
import type { Infix } from './expression-dialects.ts'
import { today, transparent } from './expression-functions.ts'
import { isAnswered, not, type Order, type Target, type Value } from './expression-targets.ts'

/** A value that stands in the expression itself. */
export const isPlain = (expr: Expr) => expr.is === 'text' || expr.is === 'number' || expr.is === 'truth'

/** Two constants compared: numbers as numbers, whatever they are written as. */
export function constantsCompare(a: Value, op: Order, b: Value): boolean {
  const [left, right] = [Number(a), Number(b)]
  const same = String(a) === String(b) || (a !== '' && b !== '' && left === right)
  if (op === '=') return same
  if (op === '!=') return !same
  return compared(left, op, right)
}

/** What two constants come to: `18 * 12`. Undefined unless both are numbers and the result is one. */
export function workedOut(op: Infix, a: Value | undefined, b: Value | undefined): number | undefined {
  if (a === undefined || b === undefined || a === '' || b === '') return undefined
  const result = sums[op]?.(Number(a), Number(b))
  return Number.isFinite(result) ? result : undefined
}

const sums: Partial<Record<Infix, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
}

const most = 50

/** `all` or `any` of the parts: one part stands alone, and more than 50 are put in groups. */
export function joined(op: 'all' | 'any', parts: Condition[]): Condition {
  const all = parts.flatMap((part) => (part.op === op ? part.of : [part]))
  // One part that never holds settles a whole "all", and one that always holds a whole "any".
  const settled = all.find((part) => (part.op === 'all' || part.op === 'any') && part.op !== op && part.of.length === 0)
  if (settled) return settled
  const flat = op === 'any' ? together(all) : all
  if (flat.length === 1) return flat[0]!
  if (flat.length <= most) return { op, of: flat }
  const groups: Condition[] = []
  for (let at = 0; at < flat.length; at += most) groups.push({ op, of: flat.slice(at, at + most) })
  return { op, of: groups }
}

/** `a or b` of one question is one condition over both answers. */
function together(parts: Condition[]): Condition[] {
  const [first] = parts
  const same = (part: Condition) =>
    part.op === 'chosen' && first?.op === 'chosen' && part.question === first.question && part.row === first.row
  if (parts.length < 2 || first?.op !== 'chosen' || !parts.every(same)) return parts
  const options = [...new Set(parts.flatMap((part) => (part.op === 'chosen' ? part.options : [])))]
  return options.length > 200 ? parts : [{ ...first, options }]
}

/** What a comparison of a number of things asks for, where it asks for no more than some or none. */
export function someOrNone(op: Order, number: number): 'some' | 'none' | undefined {
  if ((op === '>' && number === 0) || (op === '>=' && number === 1) || (op === '!=' && number === 0)) return 'some'
  const none = (op === '=' && number === 0) || (op === '<' && number === 1) || (op === '<=' && number === 0)
  return none ? 'none' : undefined
}

/** Whether any of some boxes of a question was ticked; undefined for any other number of them. */
export function anyOf(boxes: Target[], op: Order, number: number): Condition | undefined {
  const wanted = someOrNone(op, number)
  if (!wanted) return undefined
  const ticked = joined(
    'any',
    boxes.map((box) => isAnswered(box)),
  )
  return wanted === 'some' ? ticked : not(ticked)
}

/** Why two parts, neither of them a constant, cannot be compared: one of them is worked out, or both are answers. */
export function whyNotCompared(...parts: Expr[]): string {
  const call = parts.find((part) => part.is === 'call' && !transparent.includes(part.name))
  if (call?.is === 'call' && today.includes(call.name))
    return 'It looks at the day of today, which a condition here does not know.'
  if (call?.is === 'call') return `The function “${call.name}” gives a value that a condition here cannot compare.`
  return parts.some((part) => part.is === 'two')
    ? 'It works a number out, and a condition compares answers with constants alone.'
    : 'It compares two answers with each other, and a condition compares an answer with a constant.'
}
