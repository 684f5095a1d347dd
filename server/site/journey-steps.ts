import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, hardFaults, pageFaults } from '../../shared/questionnaires/faults.ts'
import { sayIn } from '../../shared/questionnaires/rules.ts'

/** The first page that something still stands in the way of; undefined when all may be sent. */
export function firstUnfinished(
  document: QuestionnaireDocument,
  answers: Answers,
): { page: VisiblePage; faults: Fault[] } | undefined {
  for (const page of journey(document, answers, 'main')) {
    const faults = hardFaults(pageFaults(page, answers, sayIn(document)))
    if (faults.length > 0) return { page, faults }
  }
  return undefined
}

/** The page of this id if it is asked and every page before it is finished. */
export function mayVisit(document: QuestionnaireDocument, answers: Answers, pageId: string): VisiblePage | undefined {
  for (const page of journey(document, answers, 'main')) {
    if (page.pageId === pageId) return page
    if (hardFaults(pageFaults(page, answers, sayIn(document))).length > 0) return undefined
  }
  return undefined
}

/**
 * The page after this one, or null for the check; after a change only what the change brought up or left open is
 * shown again.
 */
export function pageAfter(
  document: QuestionnaireDocument,
  { before, after }: { before: Answers; after: Answers },
  pageId: string,
  changed: boolean,
): VisiblePage | null {
  const pages = journey(document, after, 'main')
  if (!changed) return pages[pages.findIndex((one) => one.pageId === pageId) + 1] ?? null
  const known = new Set(journey(document, before, 'main').flatMap((one) => one.questions.map((q) => q.id)))
  const fresh = pages.find((one) => one.questions.some((q) => !known.has(q.id)) && one.pageId !== pageId)
  return fresh ?? firstUnfinished(document, after)?.page ?? null
}

/**
 * Where a person goes on: the page after the last that they answered, or an earlier one that something still stands in
 * the way of; the first of all when nothing is answered yet, null when all is there to check.
 */
export function whereToGoOn(document: QuestionnaireDocument, answers: Answers): VisiblePage | null {
  const pages = journey(document, answers, 'main')
  const last = pages.findLastIndex((page) => page.questions.some(({ id }) => answers[id] !== undefined))
  const isOpen = (page: VisiblePage) => hardFaults(pageFaults(page, answers, sayIn(document))).length > 0
  return pages.find((page, i) => i > last || isOpen(page)) ?? null
}
