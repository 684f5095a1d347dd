import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { RouteEnv } from '../platform/registry.ts'
import { cookieSeconds, type Draft, draftByCookie } from '../responses/drafts.ts'

/** The one cookie of the public pages: the way to one's own unsent answers, a token each, for 24 hours. */
export const answerCookie = (publicOrigin: string) => (publicOrigin.startsWith('https://') ? '__Host-answer' : 'answer')

const most = 4

function tokensOf(c: Context<RouteEnv>): string[] {
  const value = getCookie(c, answerCookie(c.var.ctx.publicOrigin)) ?? ''
  return value
    .split('.')
    .filter((token) => /^[A-Za-z0-9_-]{20,64}$/.test(token))
    .slice(0, most)
}

function keep(c: Context<RouteEnv>, tokens: string[]): void {
  const origin = c.var.ctx.publicOrigin
  setCookie(c, answerCookie(origin), tokens.slice(0, most).join('.'), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: origin.startsWith('https://'),
    maxAge: cookieSeconds,
  })
}

/** Adds a draft's token, in front of those of other consultations. */
export const addToken = (c: Context<RouteEnv>, token: string): void => keep(c, [token, ...tokensOf(c)])

/** Gives the cookie another day, as saving gives one to the draft. */
export const refreshTokens = (c: Context<RouteEnv>): void => keep(c, tokensOf(c))

/** The draft that this browser holds for this way in. */
export async function draftHere(c: Context<RouteEnv>, collectorId: string): Promise<Draft | undefined> {
  for (const token of tokensOf(c)) {
    const draft = await draftByCookie(c.var.ctx, token)
    if (draft?.collectorId === collectorId) return draft
  }
  return undefined
}
