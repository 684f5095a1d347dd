import type { Text } from '../kernel/text.ts'
import type { Option } from '../questionnaires/document.ts'

/** Words as they are compared: without case, markup, kinds of blank and quotation marks, and marks at the end. */
export const plainWords = (text: string): string =>
  text
    .replace(/<[^<>]*>/g, ' ')
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/\ufffd/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s.:?!*…]+$/u, '')
    .toLowerCase()

/** A code as it is compared: `SQ001`, `sq001` and `SQ-001` are one. */
export const plainCode = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '_')

const says = (text: Text | undefined, words: string) =>
  Object.values(text ?? {}).some((one) => plainWords(one) === words)

/** The one that this names, by its code or id first, then by its words in any language. */
export function named<T extends { id: string; code: string; label: Text }>(
  list: readonly T[],
  text: string,
): T | undefined {
  const [code, words] = [plainCode(text), plainWords(text)]
  if (words === '') return undefined
  return (
    list.find((one) => one.code === text || one.id === text) ??
    list.find((one) => plainCode(one.code) === code) ??
    list.find(({ label }) => says(label, words))
  )
}

/** What our own export writes where an answer is missing. */
const own: Record<string, Option['missing'] | 'none'> = {
  '[not asked]': 'none',
  '[left blank]': 'none',
  '[prefer not to say]': 'declined',
  "[don't know]": 'dont_know',
}

/** Blank, or one of our own signs of missing; undefined for anything that is an answer. */
export function missingIn(text: string): 'none' | 'declined' | 'dont_know' | undefined {
  const plain = text.trim()
  return plain === '' ? 'none' : Object.hasOwn(own, plain) ? own[plain] : undefined
}

const ticked = new Set(['y', 'yes', '1', '1.0', 'true', 'x', '✓', '✔', 'checked', 'selected', 'chosen'])
const unticked = new Set(['n', 'no', '0', '0.0', 'false', 'unchecked', 'not selected', 'not chosen'])

/** Whether a column of one option says that it was chosen; undefined when it cannot be told. */
export function isTicked(text: string, option: Option): boolean | undefined {
  const words = plainWords(text)
  if (ticked.has(words)) return true
  if (unticked.has(words)) return false
  return named([option], text) ? true : undefined
}
