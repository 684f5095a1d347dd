import { Hono } from 'hono'
import { type PublishedAnswer, publishedAnswers } from '../feedback/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { day } from './dates.ts'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'
import { withheldWords } from './plan-evidence.tsx'

/** "We asked, you said, we did": every published answer, newest first, as a page and as a feed. */
export const feedbackPages = new Hono<RouteEnv>()
  .get('/feedback', needs('public.read'), async (c) => page(c, <All answers={await publishedAnswers(c.var.ctx)} />))
  .get('/feedback.rss', needs('public.read'), async (c) =>
    c.body(feedOf(c.var.ctx, await publishedAnswers(c.var.ctx)), 200, {
      'Content-Type': 'application/rss+xml; charset=utf-8',
    }),
  )

const All = ({ answers }: { answers: PublishedAnswer[] }) => (
  <Layout title="What came of it" here="/feedback" synthetic={answers.some((one) => one.synthetic)} figures>
    <h1>What came of it</h1>
    <p className="lead">What you said in each consultation, and what was done about it.</p>
    {answers.length === 0 && (
      <p>
        Nothing is answered yet. <a href="/">See what is open</a>, and come back after it closes.
      </p>
    )}
    <div className="cards">
      {answers.map((one) => (
        <article className="card" key={one.slug}>
          <p className="tags">
            {one.publishedAt && <span className="tag done">Answered {day(one.publishedAt)}</span>}{' '}
            {one.synthetic && <span className="tag example">Synthetic example</span>}
          </p>
          <h2 dir="auto">{one.title}</h2>
          {one.fault ? <p>{withheldWords}</p> : <SaidAndDone {...one} />}
          <p className="go">
            <a href={`/c/${one.slug}/results`}>
              {one.fault ? 'Why it is withheld' : 'Read the answer'}
              <span className="hide">: {one.title}</span>
            </a>
          </p>
        </article>
      ))}
    </div>
    {answers.length > 0 && (
      <p className="go">
        <a href="/feedback.rss">Answers published (RSS)</a>
      </p>
    )}
  </Layout>
)

const SaidAndDone = ({ said, did }: PublishedAnswer) => (
  <>
    <h3>You said</h3>
    <p dir="auto">{said}</p>
    <h3>We did</h3>
    <p dir="auto">{did}</p>
  </>
)

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** XML knows no control characters, however they are written. */
const xml = (text: string) => text.replace(/[&<>"']/g, (c) => entities[c] ?? c).replace(/\p{Cc}/gu, ' ')

function feedOf(ctx: Ctx, answers: PublishedAnswer[]): string {
  const items = answers.map((one) => {
    const link = `${ctx.publicOrigin}/c/${one.slug}/results`
    const words = one.fault ? withheldWords : `You said: ${one.said} We did: ${one.did}`
    const about = `${one.synthetic ? 'Synthetic example. ' : ''}${words}`
    return (
      `<item><title>${xml(one.title)}</title><link>${xml(link)}</link><guid>${xml(link)}</guid>` +
      `<pubDate>${one.publishedAt?.toUTCString()}</pubDate><description>${xml(about)}</description></item>`
    )
  })
  return (
    `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Folkmoot: what came of it</title>` +
    `<link>${xml(`${ctx.publicOrigin}/feedback`)}</link><description>What people said and what was done about it.</description>` +
    `<language>en-gb</language>${items.join('')}</channel></rss>`
  )
}
