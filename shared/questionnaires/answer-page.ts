import type { Answers, Id, Question, QuestionnaireDocument } from './document.ts'
import { journey, type Part, sectionsOf, type VisiblePage } from './evaluate.ts'
import { type Fault, pageFaults } from './faults.ts'
import { optionsOf, rowsOf } from './fixed-options.ts'
import { readPage, seenField, wasPosted } from './read-form.ts'
import type { BoroughOf, Fields, Say } from './rules.ts'

export interface AnsweredPage {
  /** The draft with this page's answers in; what is off the path stays, so that going back restores it. */
  answers: Answers
  /** The page as it is asked now; undefined when its own answers took it off the path. */
  page: VisiblePage | undefined
  faults: Fault[]
  /** Questions that this post brought onto the page, or brought an option or row of, and that its form did not have: show the page again, without blame. */
  appeared: Id[]
}

/** Takes one posted page into a draft: the whole of what a POST of an answer page thinks. */
export function answerPage(
  document: QuestionnaireDocument,
  draft: Answers,
  place: { part: Part; pageId: Id },
  form: { fields: Fields; boroughOf: BoroughOf; say: Say },
): AnsweredPage {
  const before = findPage(journey(document, draft, place.part), place.pageId)
  const whole = sectionsOf(document, place.part)
    .flatMap((s) => s.pages)
    .find((p) => p.id === place.pageId)
  const posted = (whole?.questions ?? []).filter(
    (q) => wasPosted(q, form.fields) || before?.questions.some((shown) => shown.id === q.id),
  )
  const read = readPage({ questions: posted }, form.fields, form.boroughOf, form.say)
  const kept = Object.entries(draft).filter(([id]) => !posted.some((q) => q.id === id))
  const answers = { ...Object.fromEntries(kept), ...read.answers }
  const page = findPage(journey(document, answers, place.part), place.pageId)
  const seen = [form.fields[seenField] ?? []].flat()
  const appeared = (page?.questions ?? []).filter((question) => {
    if (question.type === 'statement') return false
    if (!posted.some(({ id }) => id === question.id)) return true
    const earlier = before?.questions.find(({ id }) => id === question.id)
    return earlier !== undefined && hasGrown(earlier, question, seen)
  })
  return {
    answers,
    page,
    appeared: appeared.map((q) => q.id),
    faults: page ? together(page, read.faults, answers, form.say) : [],
  }
}

/** Whether it has an option or row that it had not when its form was drawn, and that no script has shown meanwhile. */
function hasGrown(earlier: Question, now: Question, seen: unknown[]): boolean {
  const had = new Set(partsOf(earlier).map(({ id }) => id))
  return partsOf(now).some(({ id }) => !had.has(id) && !seen.includes(`${now.id}.${id}`))
}

const partsOf = (question: Question) => [...rowsOf(question), ...optionsOf(question)]

const findPage = (pages: VisiblePage[], pageId: Id) => pages.find((page) => page.pageId === pageId)

/** In page order; what could not be read hides what else is wrong with the same field. */
function together(page: VisiblePage, unread: Fault[], answers: Answers, say: Say): Fault[] {
  const unmet = pageFaults(page, answers, say)
  return page.questions.flatMap((question) => {
    const first = unread.filter((fault) => fault.questionId === question.id)
    const isSaid = (fault: Fault) => first.length > 0 && (!fault.rowId || first.some((f) => f.rowId === fault.rowId))
    const rest = unmet.filter((fault) => fault.questionId === question.id && !isSaid(fault))
    return [...first, ...rest]
  })
}
