import type { Expr } from './expression.ts'

/** Functions that give their first argument back, as far as a condition sees. */
export const transparent = [
  'string',
  'number',
  'int',
  'trim',
  'intval',
  'date',
  'date-time',
  'once',
  'boolean',
  'round',
  'floatval',
]

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
  const call = parts.find((part) => part.is === 'call' && !transparent.includes(part.name))
  if (call?.is === 'call' && today.includes(call.name))
    return 'It looks at the day of today, which a condition here does not know.'
  if (call?.is === 'call') return `The function “${call.name}” gives a value that a condition here cannot compare.`
  return parts.some((part) => part.is === 'two')
    ? 'It works a number out, and a condition compares answers with constants alone.'
    : 'It compares two answers with each other, and a condition compares an answer with a constant.'
}
