import { compared } from './compared.ts'
import type { Expr } from './expression.ts'
import type { Infix } from './expression-dialects.ts'
import { rounded, rounds, seenThrough } from './expression-functions.ts'
import type { Scope } from './expression-scope.ts'
import type { Order, Value } from './expression-targets.ts'

/** A value that stands in the expression itself. */
const isPlain = (expr: Expr): expr is Extract<Expr, { value: Value }> =>
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
function workedOut(op: Infix, a: Value | undefined, b: Value | undefined): number | undefined {
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

/** The value of an expression that looks at no answer. */
export function constantOf(expr: Expr, meaningOf: Scope['meaning']): Value | undefined {
  if (isPlain(expr)) return expr.value
  if (expr.is === 'one' && expr.op === '-') {
    const value = constantOf(expr.of, meaningOf)
    return typeof value === 'number' ? -value : undefined
  }
  if (expr.is === 'two') return workedOut(expr.op, constantOf(expr.left, meaningOf), constantOf(expr.right, meaningOf))
  if (expr.is === 'call' && expr.args.length === 0 && (expr.name === 'true' || expr.name === 'false'))
    return expr.name === 'true'
  const inner = seenThrough(expr)
  if (inner) return constantOf(inner, meaningOf)
  if (expr.is === 'call' && rounds(expr.name) && expr.args[0])
    return rounded(expr.name, constantOf(expr.args[0], meaningOf), expr.args[1] && constantOf(expr.args[1], meaningOf))
  if (expr.is !== 'name') return undefined
  const meaning = meaningOf(expr.name)
  return 'expr' in meaning && meaning.expr.is !== 'name' && isPlain(meaning.expr)
    ? constantOf(meaning.expr, meaningOf)
    : undefined
}
