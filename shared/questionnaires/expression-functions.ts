import type { Expr } from './expression.ts'
import type { Target, Value } from './expression-targets.ts'

/** Functions that give their first argument back, as far as a condition sees. */
const transparent = ['string', 'number', 'trim', 'date', 'date-time', 'once', 'boolean', 'floatval']

/** Functions that give a whole number for any: of one that is whole, itself. */
const rounding: Record<string, (value: number, places: number) => number> = {
  int: Math.trunc,
  intval: Math.trunc,
  round: (value, places) => Math.round(value * 10 ** places) / 10 ** places,
}

export const rounds = (name: string): boolean => Object.hasOwn(rounding, name)

/** What a function gives back as it is; of the functions for dates only one that is written out, for the others make one. */
export function seenThrough(expr: Expr): Expr | undefined {
  const [first] = expr.is === 'call' && transparent.includes(expr.name) ? expr.args : []
  const isFormat = first?.is === 'text' && expr.is === 'call' && /^date/.test(expr.name) && !/^\d/.test(first.value)
  return isFormat ? undefined : first
}

/** A constant rounded as the function does it; undefined of what is no number. */
export function rounded(name: string, value: Value | undefined, places: Value = 0): number | undefined {
  const result = value === undefined || value === '' ? Number.NaN : rounding[name]!(Number(value), Number(places))
  return Number.isFinite(result) ? result : undefined
}

/** Whether rounding changes none of the answers: choices count by their names, and those are whole or no numbers. */
export const isWhole = ({ placed: { question, options } }: Target): boolean =>
  question.type === 'scale' ||
  (question.type === 'number' && !question.decimals) ||
  (options.size > 0 && [...options.keys()].every((name) => !(Number(name) % 1)))

/** Functions that count choices. */
export const counting = ['count-selected', 'count', 'array_length']

/** Functions that give the length of a text. */
export const measuring = ['string-length', 'strlen', 'length']

/** Functions that give the day or the time of now. */
const today = ['today', 'now', 'time', 'date', 'mktime']

/** Functions that choose between two values by a condition. */
export const choosing = ['if', 'iif']

/** Why two parts, neither of them a constant, cannot be compared: one of them is worked out, or both are answers. */
export function whyNotCompared(...parts: Expr[]): string {
  const call = parts.find((part) => part.is === 'call' && !transparent.includes(part.name) && !rounds(part.name))
  if (call?.is === 'call' && today.includes(call.name))
    return 'It looks at the day of today, which a condition here does not know.'
  if (call?.is === 'call') return `The function “${call.name}” gives a value that a condition here cannot compare.`
  return parts.some((part) => part.is === 'two')
    ? 'It works a number out, and a condition compares answers with constants alone.'
    : 'It compares two answers with each other, and a condition compares an answer with a constant.'
}
