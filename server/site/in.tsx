import type { Context } from 'hono'
import { capital } from '../../shared/kernel/text.ts'
import { sectionsOf } from '../../shared/questionnaires/evaluate.ts'
import { isNumbered } from '../../shared/questionnaires/places.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { lookUp, type ReceiptPage } from '../responses/receipts.ts'
import { receiptOfDraft } from '../responses/send-draft.ts'
import { nothingHerePage } from './closed-pages.tsx'
import { dayOf } from './dates.ts'
import type { Door } from './door.tsx'
import { Form, formTokenOf } from './form.tsx'
import { atDoor } from './handlers.tsx'
import { Layout } from './layout.tsx'
import { Mark } from './marks.tsx'
import { page, seeOther } from './page.tsx'
import { statusPage } from './receipt.tsx'
import { Code, NextSteps } from './receipt-parts.tsx'

/** "Your answer is in": the address holds nothing, the cookie keeps the way. */
export const inPage = atDoor((c, door) => {
  if (!door.draft) return nothingHerePage(c, door)
  const receipt = receiptOfDraft(door.draft)
  return receipt ? receiptPage(c, door, receipt) : seeOther(c, door.base)
}, 'sent')

/** The same as a file to keep, for a browser without scripts. */
export const copyOfReceipt = atDoor(async (c, door) => {
  const receipt = door.draft && receiptOfDraft(door.draft)
  const found = receipt ? await lookUp(c.var.ctx, receipt) : undefined
  if (!receipt || !found) return nothingHerePage(c, door)
  const lines = [
    found.consultation.title,
    `Your answer is in since ${dayOf(found.receivedOn)}.`,
    '',
    `Receipt: ${receipt}`,
    '',
    `See where it went, withdraw it or erase it: ${c.var.ctx.publicOrigin}/receipt`,
    keyWords(door),
  ]
  return c.body(lines.join('\r\n'), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': 'attachment; filename="receipt.txt"',
  })
}, 'sent')

export async function receiptPage(c: Context<RouteEnv>, door: Door, receipt: string): Promise<Response> {
  const found = await lookUp(c.var.ctx, receipt)
  if (!found) return nothingHerePage(c, door)
  if (found.state !== 'in') return statusPage(c, receipt, found)
  return page(
    c,
    <Layout
      title="Your answer is in"
      menu={false}
      indexed={false}
      synthetic={found.synthetic || door.consultation.synthetic}
      form
    >
      <div className="in">
        <Mark size={96} on="paper" />
        {door.group && <p className="tag done">{door.group.name}</p>}
        <h1>Your answer is in</h1>
        <p className="lead">Saved on {dayOf(found.receivedOn)}. Thank you.</p>
        <div className="receipt">
          <p>Your receipt</p>
          <Code receipt={receipt} />
          <p className="noprint">
            <a className="btn keep" href={`${door.base}/in/copy`} data-print="">
              Keep a copy
            </a>
          </p>
          <p className="small">{keyWords(door)}</p>
          <p className="paper">See where it went: {c.var.ctx.publicOrigin}/receipt</p>
        </div>
        {c.var.ctx.engine === 'pglite' && <EmbeddedLimit />}
      </div>
      <h2>What happens next</h2>
      <NextSteps found={found} />
      <div className="noprint">
        <p className="go">
          <a href={`/c/${found.consultation.slug}/tell-me`}>Tell me by e-mail what came of it</a>
        </p>
        <p className="note">Your address is kept apart from your answer.</p>
      </div>
      <EqualityOffer door={door} found={found} />
      <Form action="/receipt" token={formTokenOf(c)} hidden={{ code: receipt }}>
        <p className="noprint">
          <button type="submit" className="as-link">
            Withdraw or erase this answer
          </button>
        </p>
      </Form>
      {door.group && (
        <p className="go noprint">
          <a href="/desk">To the group’s desk</a>
        </p>
      )}
    </Layout>,
  )
}

const keyWords = ({ group }: Door): string =>
  group
    ? 'Whoever signs in for the group finds it here too.'
    : 'It is the only key to your answer. We cannot look it up, because we do not know who you are.'

const EmbeddedLimit = () => (
  <p className="note">
    This site runs on its small embedded database: your answer survives a crash of the program, but a power cut in the
    next moments could lose it.
  </p>
)

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** An offer below, never before: the answer is in either way. */
function EqualityOffer({ door, found }: { door: Door; found: ReceiptPage }) {
  const { document } = door.version
  const questions = sectionsOf(document, 'equality').flatMap((s) => s.pages.flatMap((p) => p.questions))
  const asked = questions.filter(isNumbered).length
  if (asked === 0 || found.formal || !door.draft) return null
  if (found.equalityGiven) {
    return (
      <div className="card offer">
        <h2>Thank you for saying who you are</h2>
        <p>Your answers about you are kept apart from your answer, and are published only as totals.</p>
      </div>
    )
  }
  const howMany = numbers[asked] ?? String(asked)
  const many = asked === 1 ? 'One question' : `${capital(howMany)} questions`
  return (
    <div className="card offer noprint">
      <h2>Help us see who is missing</h2>
      <p>
        {many} about you, {asked === 1 ? 'optional' : 'all optional'}. They show whether we are hearing from all of your
        borough.
      </p>
      <p>
        <a className="btn second" href={`${door.base}/about-you`}>
          {asked === 1 ? 'Answer one more question' : `Answer ${howMany} more questions`}
        </a>
      </p>
      <p className="note">About {minutes(document, 'equality')} min. Your answer is already in either way.</p>
    </div>
  )
}
