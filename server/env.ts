import { resolve } from 'node:path'
import { z } from 'zod'

/** What the operator sets; the only reader of the environment. A wrong value stops the start with one sentence. */
const variables = z.object({
  PORT: z.coerce.number('must be a port number').int('must be a port number').min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_ORIGIN: z.url('must be an address such as https://consult.example.org').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  SECRET: z.string().min(32, 'must be 32 characters or longer').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Folkmoot <no-reply@localhost>'),
  TRUSTED_PROXY_HOPS: z.coerce.number('must be a whole number').int('must be a whole number').min(0).max(5).default(0),
  FOLKMOOT_EXAMPLE: z.enum(['on', 'off'], 'must be on or off').optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('warn'),
})

export interface Env {
  port: number
  host: string
  publicOrigin: string
  databaseUrl: string | undefined
  dataDir: string
  secret: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  trustedProxyHops: number
  /** The example is loaded into empty data and its sign-in links are printed. */
  example: boolean
  logLevel: string
}

/** A sentence naming the variable; the start prints it and ends. */
export class WrongEnvironment extends Error {}

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty variable is the same as none: `PORT= npm start`.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new WrongEnvironment(`${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`)
  }
  const found = parsed.data
  const isLoopback = loopback.has(found.HOST)
  const origin = found.PUBLIC_ORIGIN ?? (isLoopback ? `http://${hostInUrl(found.HOST)}:${found.PORT}` : undefined)
  if (!origin) throw new WrongEnvironment('PUBLIC_ORIGIN must be set, with https, when HOST is not this machine alone.')
  if (!isLoopback && !origin.startsWith('https://')) {
    throw new WrongEnvironment('PUBLIC_ORIGIN must begin with https:// when HOST is not this machine alone.')
  }
  return {
    port: found.PORT,
    host: found.HOST,
    publicOrigin: new URL(origin).origin,
    databaseUrl: found.DATABASE_URL,
    dataDir: resolve(found.DATA_DIR),
    secret: found.SECRET,
    smtpUrl: found.SMTP_URL,
    mailFrom: found.MAIL_FROM,
    trustedProxyHops: found.TRUSTED_PROXY_HOPS,
    example: found.FOLKMOOT_EXAMPLE ? found.FOLKMOOT_EXAMPLE === 'on' : isLoopback && !found.DATABASE_URL,
    logLevel: found.LOG_LEVEL,
  }
}

const hostInUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)
