import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ReactNode } from 'react'
import { sessionCookie } from '../accounts/sessions.ts'
import { AppError, tooLarge } from '../platform/errors.ts'
import { formToken } from '../platform/origin-check.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { answerCookie } from './answer-cookie.ts'
import type { Fields } from './fields.ts'

const mostFields = 2000

/** The fields of a posted form. Keys come as they are: nothing is nested, nothing is found on a prototype. */
export async function postedFields(c: Context<RouteEnv>): Promise<Fields> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) {
    throw new AppError('bad-request', 'This address takes the form of its own page only.')
  }
  const body = await c.req.formData().catch(unreadable)
  const fields = new Map<string, string[]>()
  let seen = 0
  for (const [name, value] of body) {
    seen += 1
    if (seen > mostFields) throw tooLarge()
    if (typeof value !== 'string') throw new AppError('bad-input', 'This page takes no files. Nothing was changed.')
    const known = fields.get(name)
    if (known) known.push(value)
    else fields.set(name, [value])
  }
  const plain = Object.create(null) as Fields
  for (const [name, values] of fields) plain[name] = values.length === 1 ? (values[0] ?? '') : values
  return plain
}

/** A form in parts that has no end, or no beginning. Every other failure is somebody else's to tell. */
function unreadable(error: unknown): never {
  if (error instanceof TypeError) throw new AppError('bad-request', 'This form could not be read. Nothing was changed.')
  throw error
}

/** What lets in a browser too old to say where its form came from, once it holds a cookie: a resident's, or who signed in. */
export function formTokenOf(c: Context<RouteEnv>): string | undefined {
  const origin = c.var.ctx.publicOrigin
  const cookie = getCookie(c, answerCookie(origin)) ?? getCookie(c, sessionCookie(origin))
  return cookie && formToken(c.var.ctx, cookie)
}

interface FormProps {
  action: string
  token?: string | undefined
  hidden?: Record<string, string>
  children: ReactNode
  saves?: boolean
}

/** A form that posts. `noValidate`: the server says what is wrong, once, in words, with everything kept. */
export const Form = ({ action, token, hidden = {}, children, saves }: FormProps) => (
  <form method="post" action={action} noValidate acceptCharset="utf-8" data-saves={saves ? '' : undefined}>
    {token && <input type="hidden" name="form_token" value={token} />}
    {Object.entries(hidden).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
)
