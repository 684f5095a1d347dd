import type { Answers, Id, Question, QuestionnaireDocument } from './document.ts'
import { type Part, sectionsOf } from './evaluate.ts'
import { rulesOf } from './question-rules.ts'
import { isRecord } from './rules.ts'

/** Why answers that did not come from one of our own forms are refused; `at` is the question's id, or empty. */
export interface Refused {
  at: Id
  message: string
}

/**
 * Answers by any door: every question, option and row must be one of this document's part, and nothing may be left over.
 * Total on any JSON. Whether the questions were asked, and what is still needed, comes after (`relevantAnswers`).
 */
export function checkAnswers(
  document: QuestionnaireDocument,
  answers: unknown,
  part: Part = 'main',
): { ok: true; answers: Answers } | { ok: false; faults: Refused[] } {
  if (!isRecord(answers))
    return { ok: false, faults: [{ at: '', message: 'The answers are not an object of question ids.' }] }
  const questions = questionsOf(document, part)
  const kept: Answers = {}
  const faults: Refused[] = []
  for (const [id, value] of Object.entries(answers)) {
    const question = questions.get(id)
    const answer = question && rulesOf(question).keep(question, value)
    if (!question) faults.push({ at: id, message: 'There is no such question.' })
    else if (!answer || !nothingLost(value, answer))
      faults.push({ at: id, message: `This is not an answer to “${question.code}”.` })
    else kept[id] = answer
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, answers: kept }
}

/** Made once a document: a version is sent to by thousands. */
const byId = new WeakMap<QuestionnaireDocument, Record<Part, Map<Id, Question>>>()

function questionsOf(document: QuestionnaireDocument, part: Part): Map<Id, Question> {
  const made = (of: Part) =>
    new Map(sectionsOf(document, of).flatMap((s) => s.pages.flatMap((p) => p.questions.map((q) => [q.id, q] as const))))
  const found = byId.get(document) ?? { main: made('main'), equality: made('equality') }
  byId.set(document, found)
  return found[part]
}

/** Whether everything that was given is in what was kept; only the order of a list may differ. */
function nothingLost(given: unknown, kept: unknown): boolean {
  if (Array.isArray(given)) return Array.isArray(kept) && given.length === kept.length
  if (!isRecord(given)) return given === kept
  if (!isRecord(kept)) return false
  const keys = Object.keys(given)
  return keys.length === Object.keys(kept).length && keys.every((key) => nothingLost(given[key], kept[key]))
}
