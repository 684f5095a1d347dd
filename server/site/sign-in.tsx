import { type Context, Hono } from 'hono'
import { takeSignInLink } from '../accounts/commands.ts'
import { beginSession, takeMailedLink } from '../accounts/sign-in.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { Layout } from './layout.tsx'
import { page, seeOther } from './page.tsx'

/**
 * A sign-in link opens a page with a button: mail scanners fetch links, and only a press signs in. Unknown, old and used
 * links get the same page.
 */
export const signInPages = new Hono<RouteEnv>()
  .get('/sign-in/:token', needs('sign-in'), (c) => page(c, <PressToSignIn />))
  .post('/sign-in/:token', needs('sign-in'), async (c) =>
    enter(c, await takeSignInLink(c.var.ctx, c.req.param('token'))),
  )
  .get('/sign-in/mail/:token', needs('sign-in'), (c) => page(c, <PressToSignIn />))
  .post('/sign-in/mail/:token', needs('sign-in'), async (c) =>
    enter(c, await takeMailedLink(c.var.ctx, c.req.param('token'))),
  )

async function enter(c: Context<RouteEnv>, accountId: string | null) {
  if (!accountId) return page(c, <LinkIsOver />, 410)
  await beginSession(c, accountId)
  return seeOther(c, '/desk')
}

const PressToSignIn = () => (
  <Layout title="Sign in" menu={false} indexed={false}>
    <h1>Sign in to Folkmoot</h1>
    <p className="lead">This link is for you alone. Press the button to go to the desk.</p>
    <form method="post">
      <div className="acts">
        <button className="btn" type="submit">
          Sign in
        </button>
      </div>
    </form>
  </Layout>
)

const LinkIsOver = () => (
  <Layout title="This link no longer works" menu={false} indexed={false}>
    <h1>This link no longer works</h1>
    <p className="lead">It may be old, or it was used before. Ask whoever sent it for a new one.</p>
    <p>
      <a href="/desk/sign-in">Sign in another way</a>
    </p>
  </Layout>
)
