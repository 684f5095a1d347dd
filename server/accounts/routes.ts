import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'
import {
  codeInput,
  enrolInput,
  type Me,
  mailLinkInput,
  setPasswordInput,
  signInInput,
  switchInput,
} from '../../shared/accounts/inputs.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { json, needs, type RouteEnv } from '../platform/registry.ts'
import { setPassword } from './commands.ts'
import { actorById, everyAccount } from './queries.ts'
import { endSession, sessionCookie } from './sessions.ts'
import { askForLink, beginSession, confirmCode, enrol, signIn } from './sign-in.ts'

export const accountRoutes = new Hono<RouteEnv>()
  .get('/me', needs('account.self'), async (c) => c.json(await me(c)))
  .post('/sign-in', needs('sign-in'), json(signInInput), async (c) =>
    c.json({ next: await signIn(c, c.req.valid('json')) }),
  )
  .post('/totp', needs('sign-in'), json(codeInput), async (c) => {
    await confirmCode(c, c.req.valid('json').code)
    return c.json({ next: 'done' as const })
  })
  .post('/enrol', needs('sign-in'), json(enrolInput), async (c) => c.json(await enrol(c, c.req.valid('json').password)))
  .post('/enrol/confirm', needs('sign-in'), json(codeInput), async (c) => {
    await confirmCode(c, c.req.valid('json').code)
    return c.json({ next: 'done' as const })
  })
  .post('/mail-link', needs('sign-in'), json(mailLinkInput), async (c) => {
    await askForLink(c.var.ctx, c.req.valid('json').email)
    return c.json({ sent: true as const })
  })
  .post('/password', needs('account.self'), json(setPasswordInput), async (c) => {
    const { accountId } = self(c)
    await setPassword(c.var.ctx, accountId, c.req.valid('json').password)
    return c.json({ done: true as const })
  })
  .post('/sign-out', needs('account.self'), async (c) => {
    const cookie = sessionCookie(c.var.ctx.publicOrigin)
    await endSession(c.var.ctx, getCookie(c, cookie) ?? '')
    deleteCookie(c, cookie, { path: '/', secure: c.var.ctx.publicOrigin.startsWith('https://') })
    return c.json({ done: true as const })
  })
  .post('/switch', needs('account.self'), json(switchInput), async (c) => {
    if (!c.var.ctx.example) throw new AppError('forbidden', 'Only the example lets you switch person.')
    const to = await actorById(c.var.ctx, c.req.valid('json').accountId)
    if (!to) throw notFound()
    await beginSession(c, to.accountId)
    return c.json({ done: true as const })
  })

function self(c: Context<RouteEnv>) {
  const { actor } = c.var.ctx
  if (!actor) throw new AppError('not-signed-in', 'Sign in to go on.')
  return actor
}

async function me(c: Context<RouteEnv>): Promise<Me> {
  const { accountId, name, email, grants } = self(c)
  const { example } = c.var.ctx
  const people = example
    ? (await everyAccount(c.var.ctx)).map((one) => ({ accountId: one.accountId, name: one.name }))
    : []
  return { accountId, name, email, grants, example, people }
}
