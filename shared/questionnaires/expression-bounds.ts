import type { Expr } from './expression.ts'

/** What a rule about the answer itself says, where it is no more than plain limits. */
export interface Bounds {
  minimum?: number
  maximum?: number
  earliest?: string
  latest?: string
  /** Characters of a text, or choices of a multiple choice. */
  least?: number
  most?: number
  /** Choices that stand alone: none of the others beside them. */
  alone?: string[]
}

const lengths = ['string-length', 'strlen', 'length']
const counts = ['count-selected', 'count']

/** `. >= 0 and . <= 120` as limits; undefined when it says anything else. `whole` numbers may be compared by < and >. */
export function boundsOf(expr: Expr, whole: boolean): Bounds | undefined {
  if (expr.is === 'call' && expr.name === 'not' && expr.args.length === 1) return aloneIn(expr.args[0]!)
  if (expr.is !== 'two') return undefined
  if (expr.op === 'and') {
    const [left, right] = [boundsOf(expr.left, whole), boundsOf(expr.right, whole)]
    if (!left || !right) return undefined
    const { alone = [], ...limits } = left
    const all = [...alone, ...(right.alone ?? [])]
    if (Object.keys(limits).some((key) => key in right)) return undefined
    return { ...limits, ...right, ...(all.length > 0 && { alone: all }) }
  }
  const { op } = expr
  if (op !== '<' && op !== '<=' && op !== '>' && op !== '>=') return undefined
  const upper = op === '<' || op === '<='
  const strict = op === '<' || op === '>'
  const value = constantOf(expr.right)
  if (expr.left.is === 'call' && expr.left.args.length === 1 && expr.left.args[0]?.is === 'self') {
    const known = lengths.includes(expr.left.name) || counts.includes(expr.left.name)
    if (!known || typeof value !== 'number' || !Number.isInteger(value)) return undefined
    return upper ? { most: strict ? value - 1 : value } : { least: strict ? value + 1 : value }
  }
  if (expr.left.is !== 'self') return undefined
  if (typeof value === 'string') return strict ? undefined : upper ? { latest: value } : { earliest: value }
  if (value === undefined || (strict && !whole)) return undefined
  const step = strict ? 1 : 0
  return upper ? { maximum: value - step } : { minimum: value + step }
}

/** `not(selected(., 'none') and count-selected(.) > 1)` keeps one choice apart from the others. */
function aloneIn(expr: Expr): Bounds | undefined {
  if (expr.is !== 'two' || expr.op !== 'and' || expr.left.is !== 'call' || expr.left.name !== 'selected')
    return undefined
  const [of, code] = expr.left.args
  const several = boundsOf(expr.right, true)
  const isMoreThanOne = several?.least === 2 && Object.keys(several).length === 1
  return of?.is === 'self' && code?.is === 'text' && isMoreThanOne ? { alone: [code.value] } : undefined
}

function constantOf(expr: Expr): number | string | undefined {
  if (expr.is === 'number') return expr.value
  if (expr.is === 'one' && expr.op === '-' && expr.of.is === 'number') return -expr.of.value
  const inner = expr.is === 'call' && expr.name === 'date' ? expr.args[0] : expr
  return inner?.is === 'text' && /^\d{4}-\d\d-\d\d$/.test(inner.value) ? inner.value : undefined
}
