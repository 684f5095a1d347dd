import type { Text } from '../kernel/text.ts'
import type { QuestionnaireDocument } from './document.ts'
import type { Place } from './places.ts'

/** The languages of the questionnaire that some words of a thing are not in yet, beside its first language. */
export function untranslated(document: QuestionnaireDocument, place: Place): string[] {
  const others = document.languages.filter((language) => language !== document.language)
  const texts = textsAt(document, place)
  return others.filter((language) => texts.some((text) => text[document.language] && !text[language]?.trim()))
}

/** A question with all that is in it; of a section or page its title. */
function textsAt(document: QuestionnaireDocument, { kind, id, question }: Place): Text[] {
  if (kind === 'question') return textsIn(question)
  if (kind === 'section') return document.sections.filter((one) => one.id === id).map(({ title }) => title)
  const pages = document.sections.flatMap((section) => section.pages)
  return kind === 'page' ? pages.filter((one) => one.id === id).map(({ title }) => title) : []
}

/** Every text in a value of the document: what is keyed by languages is one, whatever its place is called. */
export function textsIn(value: unknown, key = ''): Text[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, key))
  if (typeof value !== 'object' || value === null) return []
  if (textKeys.has(key)) return [value as Text]
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name))
}

const textKeys = new Set(['title', 'text', 'help', 'label', 'labels', 'low', 'high', 'unit', 'message'])

/** `Urdu` for `ur`. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
