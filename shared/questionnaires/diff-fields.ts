import { canonical } from '../kernel/canonical.ts'
import { say, type Text } from '../kernel/text.ts'
import type { GridRow, Option, Question } from './document.ts'

/**
 * `wording`: people read something else, so a series needs a mark. `addition`: something new, nothing else touched.
 * `recoding`: answers are kept by another name, or given by others or within other limits, so a series needs a rule.
 * `breaking`: answers of before and after cannot stand in one series.
 */
export type ChangeKind = 'wording' | 'addition' | 'recoding' | 'breaking'

interface Field {
  kind: ChangeKind
  words: string
}

const wording = (words: string): Field => ({ kind: 'wording', words })
const recoding = (words: string): Field => ({ kind: 'recoding', words })
const breaking = (words: string): Field => ({ kind: 'breaking', words })

type KeyOf<T> = T extends unknown ? keyof T : never
/** What identifies a thing, and what is compared piece by piece. */
type Apart = 'id' | 'type' | 'options' | 'rows' | 'checks'

/** What it means that a field of a question differs: a field that is not here does not compile. */
const questionFields: Record<Exclude<KeyOf<Question>, Apart>, Field> = {
  text: wording('its words'),
  help: wording('its help'),
  low: wording('the words at its low end'),
  high: wording('the words at its high end'),
  label: wording('the words of its box'),
  labels: wording('the words of its points'),
  shuffle: wording('whether its answers are shuffled'),
  code: recoding('the name it is kept by'),
  askIf: recoding('who is asked'),
  required: recoding('whether it must be answered'),
  soft: recoding('whether its limits only warn'),
  minimum: recoding('its least'),
  maximum: recoding('its most'),
  decimals: recoding('its decimals'),
  unit: recoding('its unit'),
  earliest: recoding('its earliest date'),
  latest: recoding('its latest date'),
  preset: recoding('the form its text must have'),
  top: recoding('how many places are given'),
  total: recoding('its total'),
  precision: recoding('how exact its date is'),
  characteristic: recoding('the figures it is compared with'),
  from: breaking('the low end of its scale'),
  to: breaking('the high end of its scale'),
  multiple: breaking('whether a line takes several answers'),
}

const itemFields: Record<Exclude<KeyOf<Option> | KeyOf<GridRow>, 'id'>, Field> = {
  label: wording('its words'),
  code: recoding('the name it is kept by'),
  askIf: recoding('who is shown it'),
  exclusive: recoding('whether it stands alone'),
  other: recoding('whether it asks for words'),
  missing: recoding('whether it counts as an answer'),
  profile: recoding('the figures it is compared with'),
}

/** A field that differs, with what it means. */
export interface Differing extends Field {
  before: unknown
  after: unknown
}

export const questionDiffers = (before: Question, after: Question) => differing(questionFields, before, after)
export const itemDiffers = (before: Option | GridRow, after: Option | GridRow) => differing(itemFields, before, after)

function differing(fields: Record<string, Field>, before: object, after: object): Differing[] {
  const value = (thing: object, key: string): unknown => Object.entries(thing).find(([name]) => name === key)?.[1]
  return Object.entries(fields).flatMap(([key, field]) => {
    const [old, now] = [value(before, key), value(after, key)]
    return isAlike(old, now) ? [] : [{ ...field, before: old, after: now }]
  })
}

/** Equal as JSON, whatever the order of the keys; `false` and nothing are alike. */
export const isAlike = (a: unknown, b: unknown): boolean => given(a) === given(b)

const given = (value: unknown): string => (value === undefined || value === false ? '' : canonical(value))

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one === 'string')

/** `its words were “How old are you?” and are “What is your age?”`; of what is no text or number only that it changed. */
export function changeWords({ words, before, after }: Differing, language: string): string {
  const shown = (value: unknown): string | null => {
    if (value === undefined || value === false) return 'not set'
    if (typeof value === 'number' || typeof value === 'string') return String(value)
    if (isText(value)) return `“${say(value, language)}”`
    return null
  }
  const [old, now] = [shown(before), shown(after)]
  return old === null || now === null || old === now ? `${words} changed` : `${words}: ${old} before, ${now} now`
}
