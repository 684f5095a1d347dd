import type { Text } from '../kernel/text.ts'
import { holds, type Known } from './conditions.ts'
import type { Answer, Answers, Check, Id, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { hasPipes, piped, pipedQuestion } from './piping.ts'
import { rulesOf } from './question-rules.ts'
import { own } from './rules.ts'

/** `main` comes before sending; `equality` after the answer is in. Neither part refers to the other. */
export type Part = 'main' | 'equality'

/** A question with only the options and rows that are asked of this person, earlier answers in its words. */
export type VisibleQuestion = Question

/** A check of a question that the answers given do not hold. */
export interface Failing {
  questionId: Id
  check: Check
}

export interface VisiblePage {
  sectionId: Id
  pageId: Id
  title: Text
  sectionTitle: Text
  questions: VisibleQuestion[]
  failing: Failing[]
}

export const partOf = (section: Section): Part => (section.equality ? 'equality' : 'main')

export const sectionsOf = (document: QuestionnaireDocument, part: Part) =>
  document.sections.filter((s) => partOf(s) === part)

type Walked = Map<Id, { question: Question; answer: Answer | undefined }>

interface Walk {
  pages: VisiblePage[]
  known: Known
}

/** One pass in document order: each condition sees only what was asked before it. Total on any value as answers. */
function walk(document: QuestionnaireDocument, answers: unknown, part: Part): Walk {
  const known: Walked = new Map()
  const pages: VisiblePage[] = []
  for (const section of sectionsOf(document, part)) {
    if (!holds(section.askIf, known)) continue
    const sectionTitle = piped(section.title, document, known)
    for (const page of section.pages) {
      if (!holds(page.askIf, known)) continue
      const title = piped(page.title, document, known)
      const asked = askedOn(document, page, answers, known)
      if (asked.questions.length === 0) continue
      pages.push({ sectionId: section.id, sectionTitle, pageId: page.id, title, ...asked })
    }
  }
  return { pages, known }
}

/** The questions to draw, and the checks that fail; a hidden question is known and never drawn. */
function askedOn(
  document: QuestionnaireDocument,
  page: Page,
  answers: unknown,
  known: Walked,
): Pick<VisiblePage, 'questions' | 'failing'> {
  const questions: VisibleQuestion[] = []
  const failing: Failing[] = []
  for (const question of page.questions) {
    if (!holds(question.askIf, known)) continue
    const narrowed = rulesOf(question).narrow(question, (condition) => holds(condition, known))
    if (!narrowed) continue
    const shown = hasPipes(question) ? pipedQuestion(narrowed, document, known) : narrowed
    known.set(question.id, { question: shown, answer: rulesOf(shown).keep(shown, own(answers, question.id)) })
    failing.push(...failingChecks(shown, known))
    if (question.type !== 'hidden') questions.push(shown)
  }
  return { questions, failing }
}

/** A check looks at an answer: what is blank or declined holds them all. */
function failingChecks(question: Question, known: Walked): Failing[] {
  if (!question.checks || !holds({ op: 'answered', question: question.id }, known)) return []
  return question.checks.flatMap((check) => (holds(check.holds, known) ? [] : [{ questionId: question.id, check }]))
}

/** The pages asked of a person who has answered so far, in order. */
export const journey = (document: QuestionnaireDocument, answers: unknown, part: Part = 'main'): VisiblePage[] =>
  walk(document, answers, part).pages

/** Every question asked of them, also the hidden ones, which no page draws. */
export const askedOf = (document: QuestionnaireDocument, answers: unknown, part: Part = 'main'): VisibleQuestion[] =>
  [...walk(document, answers, part).known.values()].map(({ question }) => question)

/** The answers on the path; all else (off the path, unknown, of another shape) is dropped. */
export const relevantAnswers = (document: QuestionnaireDocument, answers: unknown, part: Part = 'main'): Answers =>
  pathOf(document, answers, part).answers

/** The pages asked and the answers on them in one pass: sending needs both, and `journey` of the answers is the pages. */
export function pathOf(document: QuestionnaireDocument, answers: unknown, part: Part) {
  const { pages, known } = walk(document, answers, part)
  const kept: [Id, unknown][] = []
  for (const [id, { answer }] of known) if (answer !== undefined) kept.push([id, answer])
  return { pages, answers: Object.fromEntries(kept) as Answers }
}

type AnswerKind = 'answered' | 'blank' | 'declined' | 'dont_know'

/** How each question of a part was answered, in one pass; a question that is not in the map was not asked. */
export function missingKinds(
  document: QuestionnaireDocument,
  answers: unknown,
  part: Part = 'main',
): Map<Id, AnswerKind> {
  const entries = [...walk(document, answers, part).known].filter(([, { question }]) => question.type !== 'statement')
  return new Map(
    entries.map(([id, { question, answer }]) => [id, answer ? rulesOf(question).kind(question, answer) : 'blank']),
  )
}
