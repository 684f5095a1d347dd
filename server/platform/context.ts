import { randomBytes } from 'node:crypto'
import type { Grant, Principal } from '../../shared/accounts/policy.ts'
import type { Database } from './db.ts'
import type { Log } from './log.ts'

/** The signed-in account, as its session found it. */
export interface Actor {
  accountId: string
  email: string
  name: string
  grants: Grant[]
  /** Why an operator acts for this account (the CLI's `--reason`). */
  reason?: string
}

/** All that a query or command may reach: handed down, never imported. Inside a transaction only the transaction's own. */
export interface Ctx {
  db: Database
  engine: 'pglite' | 'postgres'
  now: () => Date
  random: (bytes: number) => Uint8Array
  /** The server's own secret, 32 bytes: keys are derived from it by HKDF, it is never used as it is. */
  secret: Uint8Array
  publicOrigin: string
  dataDir: string
  /** The data is the example: the person can be switched, every page says that figures are synthetic. */
  example: boolean
  log: Log
  actor: Actor | null
  /** A valid private link or draft cookie was shown. */
  respondent?: boolean
}

export const randomness = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

export function principalOf(ctx: Ctx): Principal {
  if (ctx.actor) return { kind: 'account', grants: ctx.actor.grants }
  return ctx.respondent ? { kind: 'respondent' } : { kind: 'public' }
}

/** Runs the work in one transaction, on a context of its own; the outer one must not be used inside. */
export function inTransaction<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction((db) => work({ ...ctx, db }))
}
