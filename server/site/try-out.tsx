import { type Context, Hono } from 'hono'
import { answerPage } from '../../shared/questionnaires/answer-page.ts'
import { checkAnswers } from '../../shared/questionnaires/check-answers.ts'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey, type Part, partOf, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, stillToSay } from '../../shared/questionnaires/faults.ts'
import { hiddenAnswers } from '../../shared/questionnaires/hidden-values.ts'
import { sayIn } from '../../shared/questionnaires/rules.ts'
import { isSeed } from '../../shared/questionnaires/shuffle.ts'
import { notFound } from '../platform/errors.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { boroughOf } from '../population/postcodes.ts'
import { draftDocument } from '../questionnaires/queries.ts'
import { warnedOf } from './answer-page.tsx'
import { type Fields, fieldsOf, jsonIn, one } from './fields.ts'
import { postedFields } from './form.tsx'
import { pageAfter } from './journey-steps.ts'
import { scopeOfDraft } from './preview.tsx'
import { type TryOut, tryOutCheck, tryOutEmpty, tryOutEnd, tryOutQuestions } from './try-out-pages.tsx'

/*
 * An officer answers the draft as a respondent would. What was said so far travels in the form itself, so a page is the
 * answer to a POST: no row is written, and there is nothing to count or to clear away.
 */
const path = '/try-out/:questionnaireId'
export const tryOutPages = new Hono<RouteEnv>()
  .get(path, needs('questionnaire.read', scopeOfDraft), async (c) => {
    const document = await draftOr404(c)
    const answers = hiddenAnswers(document, (code) => c.req.query(code))
    return begin(c, { ...begun(c, document), answers })
  })
  .post(path, needs('questionnaire.read', scopeOfDraft), async (c) => {
    const fields = await postedFields(c)
    const document = await draftOr404(c)
    const tried = { ...begun(c, document), ...carried(document, fields) }
    const pageId = one(fields, 'page')
    const part = partOfPage(document, pageId)
    return part ? afterPage(c, tried, fields, { part, pageId }) : elsewhere(c, tried, one(fields, 'to'))
  })

async function draftOr404(c: Context<RouteEnv>): Promise<QuestionnaireDocument> {
  const document = await draftDocument(c.var.ctx, c.req.param('questionnaireId') ?? '')
  if (!document) throw notFound()
  return document
}

const begun = (c: Context<RouteEnv>, document: QuestionnaireDocument): TryOut => ({
  id: c.req.param('questionnaireId') ?? '',
  document,
  answers: {},
  seed: c.var.ctx.random(1)[0]!,
  person: null,
})

function begin(c: Context<RouteEnv>, tried: TryOut): Response {
  const [first] = journey(tried.document, tried.answers)
  return first ? show(c, tried, first) : tryOutEmpty(c, tried)
}

const show = (c: Context<RouteEnv>, tried: TryOut, page: VisiblePage, part: Part = 'main', change = false) =>
  tryOutQuestions(c, tried, { page, part, change, fields: fieldsOf(page.questions, tried.answers), faults: [] })

/** What the form brings back. It comes from outside: what is no answer to the draft as it is now is dropped. */
function carried(document: QuestionnaireDocument, fields: Fields): Partial<TryOut> {
  const [seed, person] = [Number(one(fields, 'seed') || Number.NaN), Number(one(fields, 'person'))]
  return {
    answers: answersIn(document, jsonIn(fields, 'so_far')),
    ...(isSeed(seed) && { seed }),
    ...(Number.isInteger(person) && person > 0 && person < 1000 && { person }),
  }
}

function answersIn(document: QuestionnaireDocument, given: unknown): Answers {
  const isAnswer = (entry: [string, unknown]) =>
    (['main', 'equality'] as const).some((part) => checkAnswers(document, Object.fromEntries([entry]), part).ok)
  return Object.fromEntries(Object.entries((given ?? {}) as Answers).filter(isAnswer))
}

function partOfPage(document: QuestionnaireDocument, pageId: string): Part | undefined {
  const section = document.sections.find(({ pages }) => pages.some(({ id }) => id === pageId))
  return section && partOf(section)
}

/** Takes the page in as a respondent's is taken in, then goes where the pressed button leads. */
function afterPage(c: Context<RouteEnv>, before: TryOut, fields: Fields, place: { part: Part; pageId: string }) {
  const { document } = before
  const taken = answerPage(document, before.answers, place, { fields, boroughOf, say: sayIn(document) })
  const tried = { ...before, answers: taken.answers }
  const change = one(fields, 'change') === 'yes'
  const back = one(fields, 'to') === 'back'
  const faults = back ? [] : stillToSay(taken.faults, warnedOf(fields))
  if (taken.page && (faults.length > 0 || (taken.appeared.length > 0 && !back)))
    return again(c, tried, { ...place, page: taken.page, change, faults }, fields)
  if (back && change) return tryOutCheck(c, tried)
  const pages = journey(document, taken.answers, place.part)
  const at = pages.findIndex(({ pageId }) => pageId === place.pageId)
  const previous = pages[at - 1] ?? pages[0]
  if (back) return previous ? show(c, tried, previous, place.part) : begin(c, tried)
  if (place.part === 'equality') return pages[at + 1] ? show(c, tried, pages[at + 1]!, 'equality') : tryOutEnd(c, tried)
  const next = pageAfter(document, { before: before.answers, after: taken.answers }, place.pageId, change)
  return next ? show(c, tried, next, 'main', change) : tryOutCheck(c, tried)
}

interface Same {
  part: Part
  page: VisiblePage
  change: boolean
  faults: Fault[]
}

/** The same page once more: with what is wrong and all that was typed, or with what an answer on it brought up. */
const again = (c: Context<RouteEnv>, tried: TryOut, same: Same, fields: Fields) =>
  tryOutQuestions(c, tried, {
    ...same,
    fields: same.faults.length > 0 ? fields : fieldsOf(same.page.questions, tried.answers),
  })

/** From the check and the end, which have no questions of their own; without a word of where to, the first page. */
function elsewhere(c: Context<RouteEnv>, tried: TryOut, to: string): Response {
  const { document, answers } = tried
  const pages = journey(document, answers)
  if (to === 'end') return tryOutEnd(c, tried)
  if (to === 'check') return tryOutCheck(c, tried)
  if (to === 'last' && pages.length > 0) return show(c, tried, pages.at(-1)!)
  const [about] = to === 'about-you' ? journey(document, answers, 'equality') : []
  if (about) return show(c, tried, about, 'equality')
  const changed = pages.find(({ pageId }) => to === `page.${pageId}`)
  return changed ? show(c, tried, changed, 'main', true) : begin(c, tried)
}
