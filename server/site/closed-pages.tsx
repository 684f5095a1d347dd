import type { Context } from 'hono'
import type { RouteEnv } from '../platform/registry.ts'
import { About } from './about.tsx'
import { day, shortDay } from './dates.ts'
import type { Consultation } from './door.tsx'
import { plainPage, ToConsultations } from './plain-page.tsx'

/** "This closed on Friday 18 December": what the date was, and when the answer comes. */
export function closedPage(c: Context<RouteEnv>, consultation: Consultation): Response {
  const now = c.var.ctx.now()
  const isPast = consultation.closesAt !== null && consultation.closesAt <= now
  const closed = isPast
    ? `This closed on ${shortDay(consultation.closesAt as Date, now)}`
    : 'This way to answer has closed'
  return plainPage(
    c,
    {
      title: closed,
      synthetic: consultation.synthetic,
      children: (
        <>
          <About title={consultation.title} />
          {consultation.state === 'answered' && (
            <p className="go">
              <a href={`/c/${consultation.slug}/results`}>What we heard, and what we did</a>
            </p>
          )}
          {consultation.state === 'open' && consultation.answerBy && (
            <p>We say what we heard and what we will do by {day(consultation.answerBy)}.</p>
          )}
          <p>If you sent an answer, it is in. Your receipt shows where it went.</p>
          <p className="go">
            <a href={`/c/${consultation.slug}`}>What this asked</a>
          </p>
          <p className="go">
            <a href="/receipt">Use my receipt</a>
          </p>
          <ToConsultations />
        </>
      ),
    },
    410,
  )
}

export function notOpenYetPage(c: Context<RouteEnv>, consultation: Consultation): Response {
  const opens = consultation.opensAt
    ? `This opens on ${shortDay(consultation.opensAt, c.var.ctx.now())}`
    : 'This is not open yet'
  return plainPage(
    c,
    {
      title: opens,
      synthetic: consultation.synthetic,
      children: (
        <>
          <About title={consultation.title} />
          <p className="go">
            <a href={`/c/${consultation.slug}`}>What it is about</a>
          </p>
          <ToConsultations />
        </>
      ),
    },
    409,
  )
}

/** No answer of this browser's to go on with: the same for every reason, so that a link tells nothing. */
export function nothingHerePage(
  c: Context<RouteEnv>,
  door: { base: string; consultation: Consultation; group: unknown },
): Response {
  return plainPage(
    c,
    {
      title: 'We found no answer in progress here',
      synthetic: door.consultation.synthetic,
      children: (
        <>
          <p className="lead">Nothing you sent is lost. This page only goes on with an answer begun in this browser.</p>
          <p>It may be that</p>
          <ul>
            <li>
              your browser keeps no cookies. We use one, for 24 hours, to find your answers again. Nothing else is kept
              in it
            </li>
            <li>more than 24 hours have passed, or the link you used is an old one</li>
            <li>you began on another device or in a private window, or went on there with a private link</li>
          </ul>
          {door.consultation.contact && <p>If your browser keeps none, the next page names other ways to answer.</p>}
          <p className="go">
            <a href={`/c/${door.consultation.slug}`}>Start your answer</a>
          </p>
          <p className="go">
            <a href="/receipt">I have sent it: use my receipt</a>
          </p>
        </>
      ),
    },
    404,
  )
}
