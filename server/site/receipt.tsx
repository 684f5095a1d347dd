import { type Context, Hono } from 'hono'
import { parseReceipt } from '../../shared/responses/receipt-code.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { erase, lookUp, type ReceiptPage, withdraw } from '../responses/receipts.ts'
import { About } from './about.tsx'
import { day } from './dates.ts'
import { one } from './fields.ts'
import { Form, formTokenOf, postedFields } from './form.tsx'
import { Layout } from './layout.tsx'
import { OneField } from './one-field.tsx'
import { page } from './page.tsx'
import { Code, NextSteps } from './receipt-parts.tsx'

/** The receipt travels in posted forms only: no address ever holds it. */
export const receiptPages = new Hono<RouteEnv>()
  .get('/receipt', needs('receipt.use'), (c) => askPage(c, ''))
  .post('/receipt', needs('receipt.use'), async (c) => {
    const code = one(await postedFields(c), 'code')
    const found = await lookUp(c.var.ctx, code)
    return found ? statusPage(c, code, found) : askPage(c, code, true)
  })
  .post('/receipt/withdraw', needs('receipt.use'), async (c) => {
    const fields = await postedFields(c)
    const code = one(fields, 'code')
    if (one(fields, 'sure') !== 'yes') return confirmPage(c, code, withdrawing)
    return after(c, code, outcomeWords[await withdraw(c.var.ctx, code)])
  })
  .post('/receipt/erase', needs('receipt.use'), async (c) => {
    const fields = await postedFields(c)
    const code = one(fields, 'code')
    if (one(fields, 'sure') !== 'yes') return confirmPage(c, code, erasing)
    return after(c, code, outcomeWords[await erase(c.var.ctx, code)])
  })

/** What is said above the receipt; null where it says all itself, by how the answer now stands. */
const outcomeWords: Record<string, string | null> = {
  withdrawn: null,
  erased: null,
  'too-late': 'Nothing was changed. The counting is done, so it can no longer be withdrawn. You can still erase it.',
  'not-in': 'Nothing was changed just now.',
  unknown: null,
}

function faultWords(typed: string): string {
  if (parseReceipt(typed)) return 'It has all 24, but none of ours reads so. Look at each group again.'
  return 'Type all 24 letters and figures of the receipt.'
}

const unknownReceipt = {
  heading: 'We know no such receipt',
  safe: 'What you typed is kept.',
  link: 'Look at the letters again',
}

function askPage(c: Context<RouteEnv>, typed: string, wrong = false): Response {
  return page(
    c,
    <Layout title={wrong ? 'Error: Your receipt' : 'Your receipt'} here="/receipt" form>
      <OneField
        title="Where your answer went"
        lead="See if it is in, counted and answered. Or withdraw it, or erase it."
        action="/receipt"
        token={formTokenOf(c)}
        label="Your receipt"
        help="24 letters and figures in groups of four. Capitals and hyphens do not matter."
        input={{
          id: 'code',
          type: 'text',
          className: 'field mono',
          defaultValue: typed.slice(0, 200),
          autoComplete: 'off',
          autoCapitalize: 'characters',
          spellCheck: false,
        }}
        button="Show me"
        wrong={wrong ? { ...unknownReceipt, atField: faultWords(typed) } : null}
      />
    </Layout>,
    wrong ? 422 : 200,
  )
}

const states: Record<ReceiptPage['state'], [title: string, words: string]> = {
  in: ['Your answer is in', ''],
  withdrawn: ['Your answer is withdrawn', 'It is not counted. It is kept, marked as withdrawn.'],
  erased: ['Your answer is erased', 'Nothing of it is left here but this receipt.'],
  replaced: ['Your group’s answer was replaced', 'A later answer took the place of this one. Both are kept.'],
}

/** In, counted, what came of it; never the answers. */
export function statusPage(c: Context<RouteEnv>, code: string, found: ReceiptPage, said?: string | null): Response {
  const { consultation } = found
  const [title, words] = states[found.state]
  return page(
    c,
    <Layout title={title} here="/receipt" indexed={false} synthetic={found.synthetic}>
      <h1>{title}</h1>
      <About title={consultation.title} />
      {said && <p>{said}</p>}
      {words && <p>{words}</p>}
      <div className="receipt">
        <p>Your receipt</p>
        <Code receipt={parseReceipt(code) ?? ''} />
      </div>
      {found.state === 'in' && (
        <>
          <h2>{found.answered ? 'Where it went' : 'What happens next'}</h2>
          <NextSteps found={found} />
        </>
      )}
      <p className="go">
        {found.answered ? (
          <a href={`/c/${consultation.slug}/results`}>What we heard, and what we did</a>
        ) : (
          <a href={`/c/${consultation.slug}/tell-me`}>Tell me by e-mail what came of it</a>
        )}
      </p>
      <p className="go">
        <a href={`/c/${consultation.slug}`}>{found.answered ? 'What was asked' : 'What this consultation asks'}</a>
      </p>
      {found.state !== 'erased' && <Choices c={c} code={code} found={found} />}
    </Layout>,
  )
}

function Choices({ c, code, found }: { c: Context<RouteEnv>; code: string; found: ReceiptPage }) {
  const hidden = { code }
  return (
    <>
      <h2>Changed your mind?</h2>
      {found.state === 'in' && !found.mayWithdraw && (
        <p>The counting is done, so this answer can no longer be withdrawn. You can still have it erased.</p>
      )}
      <div className="acts">
        {found.mayWithdraw && (
          <Form action="/receipt/withdraw" token={formTokenOf(c)} hidden={hidden}>
            <button type="submit" className="btn second">
              Withdraw my answer
            </button>
          </Form>
        )}
        <Form action="/receipt/erase" token={formTokenOf(c)} hidden={hidden}>
          <button type="submit" className="btn second">
            Erase my answer
          </button>
        </Form>
      </div>
    </>
  )
}

interface Confirming {
  title: string
  words: string
  action: string
  button: string
}

const withdrawing: Confirming = {
  title: 'Withdraw your answer?',
  words:
    'It will not be counted. It is kept, and marked as withdrawn, until the consultation’s records are deleted. This cannot be undone.',
  action: '/receipt/withdraw',
  button: 'Withdraw my answer',
}

const erasing: Confirming = {
  title: 'Erase your answer?',
  words:
    'Your answers, and what you told us about you, are deleted from here. Only the receipt stays, so that it can say “erased”. This cannot be undone.',
  action: '/receipt/erase',
  button: 'Erase my answer',
}

async function confirmPage(c: Context<RouteEnv>, code: string, what: Confirming): Promise<Response> {
  const found = await lookUp(c.var.ctx, code)
  if (!found) return askPage(c, code, true)
  return page(
    c,
    <Layout title={what.title} indexed={false} synthetic={found.synthetic}>
      <h1>{what.title}</h1>
      <About title={found.consultation.title} />
      <p>{what.words}</p>
      <div className="acts">
        <Form action={what.action} token={formTokenOf(c)} hidden={{ code, sure: 'yes' }}>
          <button type="submit" className="btn">
            {what.button}
          </button>
        </Form>
        <Form action="/receipt" token={formTokenOf(c)} hidden={{ code }}>
          <button type="submit" className="btn second">
            Keep it
          </button>
        </Form>
      </div>
      {found.consultation.closesAt && (
        <p className="note">This consultation closes on {day(found.consultation.closesAt)}.</p>
      )}
    </Layout>,
  )
}

async function after(c: Context<RouteEnv>, code: string, said: string | null | undefined): Promise<Response> {
  const found = await lookUp(c.var.ctx, code)
  return found ? statusPage(c, code, found, said) : askPage(c, code, true)
}
