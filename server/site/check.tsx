import type { Context } from 'hono'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { journey, relevantAnswers } from '../../shared/questionnaires/evaluate.ts'
import type { Fault } from '../../shared/questionnaires/faults.ts'
import { isSeed } from '../../shared/questionnaires/shuffle.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { isUuid } from '../platform/uuid.ts'
import type { Draft } from '../responses/drafts.ts'
import { sendDraft } from '../responses/send-draft.ts'
import { type Outcome, type Submission, submit } from '../responses/submit.ts'
import { Sheet, StillMissing } from './check-sheet.tsx'
import { closedPage, nothingHerePage, notOpenYetPage } from './closed-pages.tsx'
import { shortDay } from './dates.ts'
import type { Door } from './door.tsx'
import { En } from './english.tsx'
import { type Fields, jsonIn, one } from './fields.ts'
import { Form, formTokenOf } from './form.tsx'
import { atDoor, postedAtDoor } from './handlers.tsx'
import { HowWeAskedWords } from './how-words.tsx'
import { receiptPage } from './in.tsx'
import { firstUnfinished } from './journey-steps.ts'
import { Layout } from './layout.tsx'
import { page, seeOther } from './page.tsx'
import { plainPage } from './plain-page.tsx'

/** GET: everything as it will be sent, each with a way to change it; only when nothing stands in the way. */
export const checkPage = atDoor((c, door) => {
  const { draft } = door
  if (!draft) return nothingHerePage(c, door)
  if (draft.sent) return seeOther(c, `${door.base}/in`)
  if (firstUnfinished(door.version.document, draft.answers)) return seeOther(c, door.base)
  if (door.group && !draft.howWeAsked) return seeOther(c, `${door.base}/how`)
  return show(c, { ...door, draft }, [])
})

/** POST: sends. The thank-you is another page, reached only after the commit. */
export const send = postedAtDoor(async (c, door, fields) => {
  const { draft } = door
  // The form carries the key and what was shown: with the draft gone or sent already, they decide, not the cookie.
  if (!draft || draft.sent) return settle(c, door, fields)
  const outcome = await sendDraft(c.var.ctx, draft)
  if (outcome.outcome === 'in') return seeOther(c, `${door.base}/in`)
  if (outcome.outcome === 'incomplete') return show(c, { ...door, draft }, outcome.faults)
  return refused(c, door, outcome)
}, 'sent')

async function settle(c: Context<RouteEnv>, door: Door, fields: Fields): Promise<Response> {
  const submission = fromForm(door, fields)
  if (!submission) return door.draft?.sent ? seeOther(c, `${door.base}/in`) : nothingHerePage(c, door)
  const outcome = await submit(c.var.ctx, submission)
  if (outcome.outcome === 'in')
    return door.draft ? seeOther(c, `${door.base}/in`) : receiptPage(c, door, outcome.receipt)
  if (outcome.outcome === 'incomplete') return seeOther(c, door.base)
  return refused(c, door, outcome)
}

function fromForm(door: Door, fields: Fields): Submission | null {
  const [answers, howWeAsked] = [jsonIn(fields, 'answers'), jsonIn(fields, 'how')]
  const noticeNumber = Number(one(fields, 'notice'))
  if (answers === undefined || !Number.isInteger(noticeNumber) || noticeNumber < 1 || noticeNumber > 10_000) return null
  const versionId = one(fields, 'version')
  if (!isUuid(versionId)) return null
  const key = fields.key
  const posted = Number(one(fields, 'seed') || Number.NaN)
  const seed = isSeed(posted) ? posted : null
  return { collectorId: door.collector.id, versionId, noticeNumber, key, answers, howWeAsked, startedAt: null, seed }
}

function refused(
  c: Context<RouteEnv>,
  door: Door,
  outcome: Exclude<Outcome, { outcome: 'in' | 'incomplete' }>,
): Response {
  if (outcome.outcome === 'closed') return closedPage(c, door.consultation)
  if (outcome.outcome === 'not-open') return notOpenYetPage(c, door.consultation)
  return plainPage(
    c,
    {
      title: 'You have already sent this',
      synthetic: door.consultation.synthetic,
      children: (
        <>
          <p className="lead">
            Your first answer is in and stays as you sent it. What you sent now is not the same, so it was not added.
          </p>
          <p>To change your mind, withdraw the first answer with its receipt, then start again.</p>
          <p className="go">
            <a href="/receipt">Use my receipt</a>
          </p>
        </>
      ),
    },
    409,
  )
}

function show(c: Context<RouteEnv>, door: Door & { draft: Draft }, faults: Fault[]): Response {
  const { consultation, draft, base } = door
  const { document, id } = door.version
  const answers = relevantAnswers(document, draft.answers, 'main')
  const hidden = {
    key: draft.key,
    version: id,
    notice: String(draft.noticeNumber),
    seed: String(draft.seed),
    answers: carried(answers),
    ...(draft.howWeAsked ? { how: JSON.stringify(draft.howWeAsked) } : {}),
  }
  const title = faults.length > 0 ? 'Error: Check your answers' : 'Check your answers'
  return page(
    c,
    <Layout
      title={title}
      menu={false}
      indexed={false}
      synthetic={consultation.synthetic}
      privacy={`/c/${consultation.slug}/privacy`}
      language={document.language}
      form
    >
      <div className="ask">
        <a className="back" href={`${base}${lastPage(door)}`}>
          Back
        </a>
        {faults.length > 0 && <StillMissing faults={faults} door={door} />}
        <h1 lang="en">Check your answers</h1>
        {door.group && <p className="tag done">{door.group.name}</p>}
        <Sheet
          document={document}
          answers={answers}
          change={({ pageId, questionId }, words) => (
            <a href={`${base}/page/${pageId}?change#box-${questionId}`}>{words}</a>
          )}
        />
        {door.group && draft.howWeAsked && <HowWeAskedWords how={draft.howWeAsked} change={`${base}/how`} />}
        <Form action={`${base}/check`} token={formTokenOf(c)} hidden={hidden}>
          <p className="note sending">
            <En>{whatSendingMeans(door, c.var.ctx.now())}</En>
          </p>
          <div className="acts">
            <button type="submit" className="btn">
              {door.group ? 'Send our answer' : 'Send my answer'}
            </button>
            {!door.group && (
              <a className="btn second" href={`${base}/later`}>
                Save and come back later
              </a>
            )}
          </div>
        </Form>
      </div>
    </Layout>,
    faults.length > 0 ? 422 : 200,
  )
}

const mostCarried = 20_000

/** What was shown goes along, so that a page left open for days still sends it; a very long answer rests on its draft alone. */
function carried(answers: Answers): string {
  const text = JSON.stringify(answers)
  return text.length > mostCarried ? '' : text
}

function lastPage(door: Door & { draft: Draft }): string {
  if (door.group) return '/how'
  const last = journey(door.version.document, door.draft.answers, 'main').at(-1)
  return last ? `/page/${last.pageId}` : ''
}

function whatSendingMeans(door: Door, now: Date): string {
  const { closesAt } = door.consultation
  const until = closesAt ? `until ${shortDay(closesAt, now)}` : 'while this is open'
  if (door.group) return `This becomes the formal answer of your group. You can replace it ${until}.`
  return 'You get a receipt. With it you can follow your answer, withdraw it or erase it. Some questions about you follow, all optional.'
}
