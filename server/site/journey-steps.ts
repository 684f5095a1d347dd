import { say, type Text } from '../../shared/kernel/text.ts'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, hardFaults, pageFaults } from '../../shared/questionnaires/faults.ts'

export const wordsOf = (document: QuestionnaireDocument) => (text: Text | undefined) =>
  say(text, document.language, document.language)

/** The first page that something still stands in the way of; undefined when all may be sent. */
export function firstUnfinished(
  document: QuestionnaireDocument,
  answers: Answers,
): { page: VisiblePage; faults: Fault[] } | undefined {
  for (const page of journey(document, answers, 'main')) {
    const faults = hardFaults(pageFaults(page, answers, wordsOf(document)))
    if (faults.length > 0) return { page, faults }
  }
  return undefined
}

/** The page of this id if it is asked and every page before it is finished. */
export function mayVisit(document: QuestionnaireDocument, answers: Answers, pageId: string): VisiblePage | undefined {
  for (const page of journey(document, answers, 'main')) {
    if (page.pageId === pageId) return page
    if (hardFaults(pageFaults(page, answers, wordsOf(document))).length > 0) return undefined
  }
  return undefined
}

/** Where a person goes on: the first unfinished page, or the first without any answer; null when all is there to check. */
export function whereToGoOn(document: QuestionnaireDocument, answers: Answers): VisiblePage | null {
  const unfinished = firstUnfinished(document, answers)?.page
  if (unfinished) return unfinished
  const isBare = (page: VisiblePage) =>
    page.questions.some((q) => q.type !== 'statement') && page.questions.every((q) => answers[q.id] === undefined)
  return journey(document, answers, 'main').find(isBare) ?? null
}
