import type { Text } from '../kernel/text.ts'
import type { Option, Question } from './document.ts'

const yes: Text = {
  en: 'Yes',
  ar: 'نعم',
  bn: 'হ্যাঁ',
  de: 'Ja',
  es: 'Sí',
  fr: 'Oui',
  it: 'Sì',
  pl: 'Tak',
  pt: 'Sim',
  ro: 'Da',
  tr: 'Evet',
  ur: 'جی ہاں',
}
const no: Text = {
  en: 'No',
  ar: 'لا',
  bn: 'না',
  de: 'Nein',
  es: 'No',
  fr: 'Non',
  it: 'No',
  pl: 'Nie',
  pt: 'Não',
  ro: 'Nu',
  tr: 'Hayır',
  ur: 'نہیں',
}

const yesNo: Option[] = [
  { id: 'yes', code: 'yes', label: yes },
  { id: 'no', code: 'no', label: no },
]

/** The options of a question, also of the types whose options are fixed; none where the type has none. */
export function optionsOf(question: Question): Option[] {
  if ('options' in question) return question.options
  if (question.type === 'yes_no') return yesNo
  return question.type === 'consent' ? [{ id: 'yes', code: 'yes', label: question.label ?? { en: 'I agree' } }] : []
}

export const rowsOf = (question: Question) => ('rows' in question ? question.rows : [])
