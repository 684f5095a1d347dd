import type { Expr } from './expression.ts'

/** Functions of other tools that hold a text against a pattern. */
const matching = ['regex', 'regexmatch']

/**
 * Whether a rule holds the answer itself against a pattern of e-mail addresses in general: something, one @, and
 * something with a dot. Patterns differ in what they let through, and none is run here; one that names letters of its own
 * (`@london\.gov\.uk`) asks for more than an address.
 */
export function asksForEmail(expr: Expr, source: string): boolean {
  if (expr.is !== 'call' || !matching.includes(expr.name.toLowerCase()) || expr.args.length !== 2) return false
  const pattern = expr.args.find((arg) => arg.is === 'text')
  return (
    expr.args.some((arg) => arg.is === 'self') &&
    pattern !== undefined &&
    isEmailPattern(asWritten(pattern.from, source))
  )
}

/** The text that begins with its quote here, with the strokes that some languages take for their own. */
function asWritten(from: number, source: string): string {
  const end = source.lastIndexOf(source[from]!)
  return source.slice(from + 1, end)
}

export function isEmailPattern(pattern: string): boolean {
  const plain = pattern.replace(/^\/(.*)\/i?$/, '$1')
  const shape = plain.replace(/\[\^?(?:\\.|[^\]\\])+\]/g, (all) => (/^\[\\?\.\]$/.test(all) ? '\\.' : '~'))
  const [before, after, ...more] = shape.split('@')
  if (!before || !after || more.length > 0) return false
  return after.includes('\\.') && !/[a-z0-9]/i.test(shape.replace(/\\[wWsSdDb.-]|\{\d*,?\d*\}|\(\?:/g, ''))
}
