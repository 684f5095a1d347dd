/** `{{question-id}}` in a shown text stands for the earlier answer in its words; off the path or blank, for nothing. */
import type { Text } from '../kernel/text.ts'
import { answerWords } from './answer-words.ts'
import type { Known } from './conditions.ts'
import { plainDate } from './dates.ts'
import type { Id, Question, QuestionnaireDocument } from './document.ts'

const pipe = /\{\{([a-z0-9][a-z0-9-]{0,39})\}\}/g

/** The questions whose answers a text shows. */
export const pipesIn = (text: Text | undefined): Id[] =>
  Object.values(text ?? {}).flatMap((words) =>
    words.includes('{{') ? [...words.matchAll(pipe)].map(([, id]) => id!) : [],
  )

/** The text with other words for each pipe, language by language; without words a pipe stays as it was written. */
export function repiped(text: Text, words: (id: Id, language: string) => string | undefined): Text {
  if (pipesIn(text).length === 0) return text
  return Object.fromEntries(
    Object.entries(text).map(([language, given]) => [
      language,
      given.replace(pipe, (whole, id: string) => words(id, language) ?? whole),
    ]),
  )
}

const idsOf = new WeakMap<QuestionnaireDocument, ReadonlySet<Id>>()

/** Braces around anything but a question's id are text like any other. */
function isQuestion(document: QuestionnaireDocument, id: Id): boolean {
  const ids =
    idsOf.get(document) ??
    new Set(document.sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions.map((q) => q.id))))
  idsOf.set(document, ids)
  return ids.has(id)
}

export const piped = (text: Text, document: QuestionnaireDocument, known: Known): Text =>
  repiped(text, (id, language) => {
    const found = known.get(id)
    if (!found) return isQuestion(document, id) ? '' : undefined
    return answerWords(found.question, found.answer, language, (day) => plainDate(day) ?? day).join(', ')
  })

/** Where nobody's answer stands behind it: in the builder, in analysis. */
export const unpiped = (text: Text, document: QuestionnaireDocument): Text =>
  repiped(text, (id) => (isQuestion(document, id) ? '…' : undefined))

/** Every text of a question that a person reads, changed by `change`. */
export function mapTexts<Q extends Question>(question: Q, change: (text: Text) => Text): Q {
  const own = question as Question
  const mapped = { ...own } as Record<string, unknown>
  for (const key of ['text', 'help', 'unit', 'low', 'high', 'label'] as const) {
    if (Object.hasOwn(mapped, key)) mapped[key] = change(mapped[key] as Text)
  }
  if ('labels' in own && own.labels) mapped.labels = own.labels.map(change)
  if ('options' in own) mapped.options = own.options.map((option) => ({ ...option, label: change(option.label) }))
  if ('rows' in own) mapped.rows = own.rows.map((row) => ({ ...row, label: change(row.label) }))
  if (own.checks) mapped.checks = own.checks.map((check) => ({ ...check, message: change(check.message) }))
  return mapped as unknown as Q
}

/** Every text of a question, in order. */
export function textsOf(question: Question): Text[] {
  const texts: Text[] = []
  mapTexts(question, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

/** Looked at once a question: most show nobody's answer. */
const seen = new WeakMap<Question, boolean>()

export function hasPipes(question: Question): boolean {
  const known = seen.get(question)
  if (known !== undefined) return known
  const has = textsOf(question).some((text) => pipesIn(text).length > 0)
  seen.set(question, has)
  return has
}

export const pipedQuestion = (question: Question, document: QuestionnaireDocument, known: Known): Question =>
  mapTexts(question, (text) => piped(text, document, known))
