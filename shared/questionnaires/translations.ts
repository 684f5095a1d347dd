import type { QuestionnaireDocument } from './document.ts'
import { textsOf } from './piping.ts'
import type { Place } from './places.ts'

/** The languages of the questionnaire that some words of a thing are not in yet, beside its first language; a question with all that is in it. */
export function untranslated({ language, languages }: QuestionnaireDocument, place: Place): string[] {
  if (place.kind === 'option' || place.kind === 'row') return []
  const texts = place.question ? textsOf(place.question) : place.texts
  const isMissing = (other: string) => texts.some((text) => text[language]?.trim() && !text[other]?.trim())
  return languages.filter((other) => other !== language && isMissing(other))
}

/** `Urdu` for `ur`. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
