import type { Text } from '../kernel/text.ts'
import { holds, type Known } from './conditions.ts'
import type { Answer, Answers, Id, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { rulesOf } from './question-rules.ts'
import { own } from './rules.ts'

/** `main` comes before sending; `equality` after the answer is in. Neither part refers to the other. */
export type Part = 'main' | 'equality'

/** A question with only the options and rows that are asked of this person. */
export type VisibleQuestion = Question

export interface VisiblePage {
  sectionId: Id
  pageId: Id
  title: Text
  sectionTitle: Text
  questions: VisibleQuestion[]
}

export const partOf = (section: Section): Part => (section.equality ? 'equality' : 'main')

export const sectionsOf = (document: QuestionnaireDocument, part: Part) =>
  document.sections.filter((s) => partOf(s) === part)

interface Walk {
  pages: VisiblePage[]
  known: Known
}

/** One pass in document order: each condition sees only what was asked before it. Total on any value as answers. */
function walk(document: QuestionnaireDocument, answers: unknown, part: Part): Walk {
  const known = new Map<Id, { question: Question; answer: Answer | undefined }>()
  const pages: VisiblePage[] = []
  for (const section of sectionsOf(document, part)) {
    if (!holds(section.askIf, known)) continue
    for (const page of section.pages) {
      const questions = holds(page.askIf, known) ? askedOn(page, answers, known) : []
      if (questions.length === 0) continue
      pages.push({ sectionId: section.id, sectionTitle: section.title, pageId: page.id, title: page.title, questions })
    }
  }
  return { pages, known }
}

function askedOn(page: Page, answers: unknown, known: Map<Id, { question: Question; answer: Answer | undefined }>) {
  const asked: VisibleQuestion[] = []
  for (const question of page.questions) {
    if (!holds(question.askIf, known)) continue
    const narrowed = rulesOf(question).narrow(question, (condition) => holds(condition, known))
    if (!narrowed) continue
    known.set(question.id, { question: narrowed, answer: rulesOf(narrowed).keep(narrowed, own(answers, question.id)) })
    asked.push(narrowed)
  }
  return asked
}

/** The pages asked of a person who has answered so far, in order. */
export const journey = (document: QuestionnaireDocument, answers: unknown, part: Part = 'main'): VisiblePage[] =>
  walk(document, answers, part).pages

/** The answers on the path; all else (off the path, unknown, of another shape) is dropped. */
export function relevantAnswers(document: QuestionnaireDocument, answers: unknown, part: Part = 'main'): Answers {
  const kept = [...walk(document, answers, part).known].filter(([, { answer }]) => answer !== undefined)
  return Object.fromEntries(kept.map(([id, { answer }]) => [id, answer!]))
}

export type MissingKind = 'answered' | 'not_asked' | 'blank' | 'declined' | 'dont_know'

/** How each question of a part was answered, in one pass; a question that is not in the map was not asked. */
export function missingKinds(
  document: QuestionnaireDocument,
  answers: unknown,
  part: Part = 'main',
): Map<Id, MissingKind> {
  const entries = [...walk(document, answers, part).known].filter(([, { question }]) => question.type !== 'statement')
  return new Map(
    entries.map(([id, { question, answer }]) => [id, answer ? rulesOf(question).kind(question, answer) : 'blank']),
  )
}

/** Answered, or which of the four kinds of missing. */
export function missingKind(document: QuestionnaireDocument, answers: unknown, questionId: Id): MissingKind {
  const section = document.sections.find((s) => s.pages.some((p) => p.questions.some((q) => q.id === questionId)))
  if (!section) return 'not_asked'
  return missingKinds(document, answers, partOf(section)).get(questionId) ?? 'not_asked'
}
