import { compared } from './compared.ts'
import type { Expr } from './expression.ts'
import type { Infix } from './expression-dialects.ts'
import type { Order, Value } from './expression-targets.ts'

/** A value that stands in the expression itself. */
export const isPlain = (expr: Expr): expr is Extract<Expr, { value: Value }> =>
  expr.is === 'text' || expr.is === 'number' || expr.is === 'truth'

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
