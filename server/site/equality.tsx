import type { Context } from 'hono'
import { answerPage } from '../../shared/questionnaires/answer-page.ts'
import { checkAnswers } from '../../shared/questionnaires/check-answers.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { equalityAttribution } from '../../shared/questionnaires/equality-block.ts'
import { journey, relevantAnswers, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, stillToSay } from '../../shared/questionnaires/faults.ts'
import { sayIn } from '../../shared/questionnaires/rules.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { boroughOf } from '../population/postcodes.ts'
import { saveEqualityAnswers } from '../responses/receipts.ts'
import { receiptOfDraft } from '../responses/send-draft.ts'
import { AnswerPage, Buttons, statusOf, warnedOf } from './answer-page.tsx'
import { nothingHerePage } from './closed-pages.tsx'
import type { Door } from './door.tsx'
import { type Fields, fieldsOf, jsonIn, one } from './fields.ts'
import { formTokenOf } from './form.tsx'
import { atDoor, postedAtDoor } from './handlers.tsx'
import { drawn } from './on-page.ts'
import { seeOther, page as send } from './page.tsx'

/*
 * Equality answers are kept in their own table and read back by nothing here. What was said so far travels in the form
 * itself, so a later page is the answer to a POST; only the first can be visited by its address.
 */

/** GET: the explainer and the first page. */
export const equalityPage = atDoor((c, door) => {
  if (!door.draft || !receiptOfDraft(door.draft)) return nothingHerePage(c, door)
  const [first] = journey(door.version.document, {}, 'equality')
  return first ? show(c, door, first, {}, []) : seeOther(c, `${door.base}/in`)
}, 'sent')

/** POST: saves what is there after each page, so that stopping half way keeps the half; then the next page, or the receipt. */
export const saveEqualityPage = postedAtDoor(async (c, door, fields) => {
  const receipt = door.draft && receiptOfDraft(door.draft)
  if (!receipt) return nothingHerePage(c, door)
  const { document } = door.version
  const before = earlier(door, fields)
  const pageId = one(fields, 'page')
  const go = one(fields, 'go')
  const form = { fields, boroughOf, say: sayIn(document) }
  const taken = answerPage(document, before, { part: 'equality', pageId }, form)
  const at = journey(document, taken.answers, 'equality')
  const place = at.findIndex((one) => one.pageId === pageId)
  const previous = at[place - 1]
  if (go === 'back' && previous) return show(c, door, previous, taken.answers, [])
  const faults = stillToSay(taken.faults, warnedOf(fields))
  if (taken.page && faults.length > 0) return show(c, door, taken.page, taken.answers, faults, fields)
  const outcome = await saveEqualityAnswers(c.var.ctx, receipt, relevantAnswers(document, taken.answers, 'equality'))
  if (outcome !== 'saved') return seeOther(c, `${door.base}/in`)
  const next = taken.appeared.length > 0 ? at[place] : at[place + 1]
  return next ? show(c, door, next, taken.answers, []) : seeOther(c, `${door.base}/in`)
}, 'sent')

/** What earlier pages said, as the form brings it back: checked like any answers from outside. */
function earlier(door: Door, fields: Fields): Answers {
  const checked = checkAnswers(door.version.document, jsonIn(fields, 'so_far'), 'equality')
  return checked.ok ? checked.answers : {}
}

function show(
  c: Context<RouteEnv>,
  door: Door,
  visible: VisiblePage,
  answers: Answers,
  faults: Fault[],
  typed?: Fields,
) {
  const { document } = door.version
  const pages = journey(document, answers, 'equality')
  const isFirst = pages[0]?.pageId === visible.pageId
  const isLast = pages.at(-1)?.pageId === visible.pageId
  return send(
    c,
    <AnswerPage
      document={document}
      page={visible}
      pages={pages}
      fields={typed ?? fieldsOf(visible.questions, answers)}
      faults={faults}
      action={`${door.base}/about-you`}
      back={null}
      buttons={<EqualityButtons isFirst={isFirst} isLast={isLast} leave={`${door.base}/in`} />}
      synthetic={door.consultation.synthetic}
      privacy={`/c/${door.consultation.slug}/privacy`}
      drawn={drawn(document, answers, visible, 'equality')}
      token={formTokenOf(c)}
      hidden={{ page: visible.pageId, so_far: JSON.stringify(answers) }}
      lead={isFirst && <EqualityExplainer />}
      marksOptional={false}
      seed={door.draft?.seed ?? null}
    />,
    statusOf(faults),
  )
}

/** Why the questions about a person are asked, before the first of them. */
export const EqualityExplainer = () => (
  <div className="about">
    <p>
      Your answer is in. These questions are about you, and every one is optional. They show us who we are not hearing
      from.
    </p>
    <p>
      They are kept apart from your answer, under no name. They are published only as totals, never when they are few.
      Stop at any point: what you saved is kept.
    </p>
    <p>
      <small>{equalityAttribution}</small>
    </p>
  </div>
)

const EqualityButtons = ({ isFirst, isLast, leave }: { isFirst: boolean; isLast: boolean; leave: string }) => (
  <Buttons>
    <button type="submit" className="btn">
      {isLast ? 'Save and finish' : 'Save and go on'}
    </button>
    {!isFirst && (
      <button type="submit" className="btn second" name="go" value="back">
        Back
      </button>
    )}
    <a className="btn second" href={leave}>
      Stop here
    </a>
  </Buttons>
)
