import type { Context } from 'hono'
import type { RouteEnv } from '../platform/registry.ts'
import { makePrivateLink, takePrivateLink } from '../responses/drafts.ts'
import { About } from './about.tsx'
import { addToken } from './answer-cookie.ts'
import { nothingHerePage } from './closed-pages.tsx'
import { shortDay } from './dates.ts'
import type { Door } from './door.tsx'
import { Form, formTokenOf } from './form.tsx'
import { addressToGoOn } from './go-on.tsx'
import { atDoor, postedAtDoor } from './handlers.tsx'
import { Layout } from './layout.tsx'
import { page, seeOther } from './page.tsx'

/** GET: saved, and how to come back. */
export const laterPage = atDoor((c, door) => {
  if (!door.draft) return nothingHerePage(c, door)
  if (door.draft.sent) return seeOther(c, `${door.base}/in`)
  return show(c, door, null)
})

/** POST: makes the private link and shows it this once; a new one ends the one before. */
export const makeLink = postedAtDoor(async (c, door) => {
  if (!door.draft) return nothingHerePage(c, door)
  if (door.draft.sent) return seeOther(c, `${door.base}/in`)
  const token = await makePrivateLink(c.var.ctx, door.draft.id)
  return show(c, door, `${c.var.ctx.publicOrigin}${door.base}/return/${token}`)
})

function show(c: Context<RouteEnv>, door: Door, link: string | null): Response {
  const { closesAt } = door.consultation
  return page(
    c,
    <Layout title="Your answers are saved" menu={false} indexed={false} synthetic={door.consultation.synthetic}>
      <h1>Your answers are saved</h1>
      <p className="lead">Nothing is sent yet.</p>
      {closesAt && <p>Send your answer before this closes on {shortDay(closesAt, c.var.ctx.now())}.</p>}
      {link ? <TheLink link={link} /> : <Offer c={c} door={door} />}
      <p className="go">
        <a href={addressToGoOn(door)}>Go on with my answer now</a>
      </p>
    </Layout>,
  )
}

function Offer({ c, door }: { c: Context<RouteEnv>; door: Door }) {
  return (
    <>
      <h2>Come back in this browser</h2>
      <p>Open this consultation here again within 24 hours.</p>
      <h2>Come back later, or on another device</h2>
      <p>
        Make a private link. It opens your answers until this closes. Once you go on elsewhere, this browser no longer
        opens them.
      </p>
      <Form action={`${door.base}/later`} token={formTokenOf(c)}>
        <div className="acts">
          <button type="submit" className="btn">
            Make me a private link
          </button>
        </div>
      </Form>
    </>
  )
}

const mailTo = (link: string) =>
  `mailto:?subject=${encodeURIComponent('My link to come back by')}&body=${encodeURIComponent(link)}`

const TheLink = ({ link }: { link: string }) => (
  <>
    <h2>Your private link</h2>
    <p className="link-out" dir="ltr">
      <a href={link}>{link}</a>
    </p>
    <p>
      Copy it, or send it to yourself. We show it this once and cannot look it up; a new one ends this one. Whoever has
      it can see and change these answers until you send them.
    </p>
    <p className="go">
      <a href={mailTo(link)}>E-mail it to myself</a>
    </p>
  </>
)

/** GET of a private link: a page with a button, because mail scanners fetch links. It says the same for every link. */
export const returnPage = atDoor((c, door) =>
  page(
    c,
    <Layout title="Go on with your answer" menu={false} indexed={false} synthetic={door.consultation.synthetic}>
      <h1>Go on with your answer</h1>
      <About title={door.consultation.title} />
      <Form action={c.req.path} token={formTokenOf(c)}>
        <div className="acts">
          <button type="submit" className="btn">
            Go on
          </button>
        </div>
      </Form>
    </Layout>,
  ),
)

/** POST: the link's token becomes a cookie, and the address it leads to holds none. */
export const returnByLink = postedAtDoor(async (c, door) => {
  const taken = await takePrivateLink(c.var.ctx, c.req.param('token') ?? '')
  if (!taken || taken.draft.collectorId !== door.collector.id) return nothingHerePage(c, door)
  addToken(c, taken.token)
  return seeOther(c, door.base)
})
