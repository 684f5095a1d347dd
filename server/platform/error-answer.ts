import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Ctx } from './context.ts'
import { AppError, faultOf } from './errors.ts'
import type { RouteEnv } from './registry.ts'

/** What a refused or failed request is told: never a stack, a query or a path. A fault has a reference to quote. */
export interface Refusal {
  code: string
  message: string
  fields: Record<string, string>
  reference?: string
}

export function refusalOf(ctx: Ctx, error: unknown): { status: ContentfulStatusCode; refusal: Refusal } {
  if (error instanceof AppError) {
    return { status: error.status, refusal: { code: error.code, message: error.message, fields: error.fields } }
  }
  if (error instanceof HTTPException && error.status < 500) {
    const message = 'That could not be read. Nothing was changed.'
    return { status: error.status, refusal: { code: 'bad-request', message, fields: {} } }
  }
  if (isCutOff(error)) {
    const message = 'The request was cut off before it was whole. Nothing was changed.'
    return { status: 400, refusal: { code: 'bad-request', message, fields: {} } }
  }
  const reference = randomUUID().slice(0, 8)
  ctx.log.error({ reference, ...faultOf(error), at: placesOf(error) }, 'a request failed')
  const message = `Something went wrong here, and nothing was changed. If you tell us, quote ${reference}.`
  return { status: 500, refusal: { code: 'fault', message, fields: {}, reference } }
}

/** Whoever asked is gone, or was too slow. A database that is gone stands behind the error, as its cause. */
const isCutOff = (error: unknown) =>
  (error as { code?: unknown }).code === 'ECONNRESET' && error instanceof Error && !error.cause

/** The lines of the stack that are places: a message of several lines, with values in it, stands before them. */
const placesOf = (error: unknown) =>
  (error as Error).stack
    ?.split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 5)

export function apiError(ctx: Ctx, error: unknown, c: Context<RouteEnv>): Response {
  const { status, refusal } = refusalOf(ctx, error)
  return c.json(refusal, status)
}
