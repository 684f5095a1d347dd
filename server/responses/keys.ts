import { hkdfSync } from 'node:crypto'
import { canonical } from '../../shared/kernel/canonical.ts'
import type { Chance } from '../../shared/kernel/chance.ts'
import { formatReceipt, parseReceipt } from '../../shared/responses/receipt-code.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { sha256 } from '../platform/secret.ts'

const keyPattern = /^[A-Za-z0-9_-]{21}[AQgw]$/

/** A submission key, made with the form: 128 random bits. */
export const newKey = (ctx: Ctx): string => Buffer.from(ctx.random(16)).toString('base64url')

/** The key of somebody made up: repeatable where the chance is, and no secret. */
export const keyFrom = (chance: Chance): string =>
  Buffer.from(Array.from({ length: 16 }, () => Math.floor(chance() * 256))).toString('base64url')

/**
 * The key of an imported response: the same for the same consultation and name (or content), so that a file imported again
 * adds nothing; nobody without the server's secret can make it, or the receipt that follows from it.
 */
export function importKey(ctx: Ctx, consultationId: string, name: string): string {
  const bytes = hkdfSync('sha256', ctx.secret, sha256(`${consultationId} ${name}`), 'folkmoot import', 16)
  return Buffer.from(bytes).toString('base64url')
}

/** Refuses anything but a key as `newKey` makes it: 422 for a missing, empty, repeated or foreign value. */
export function readKey(value: unknown): string {
  if (typeof value === 'string' && keyPattern.test(value)) return value
  throw new AppError('bad-input', 'This form is not complete. Go back to your answers and send them again.', {
    key: 'The form has lost its key',
  })
}

/** The receipt belongs to the key alone, so that a second sending gives the same one. */
export function receiptOf(key: string): string {
  const bytes = hkdfSync('sha256', Buffer.from(key, 'base64url'), '', 'folkmoot receipt', 15)
  return formatReceipt(new Uint8Array(bytes))
}

export const receiptHash = (receipt: string): Uint8Array => sha256(receipt)

/** What is kept of a receipt that a person typed, or null when it cannot be one. */
export function typedReceiptHash(typed: string): Uint8Array | null {
  const receipt = parseReceipt(typed)
  return receipt ? receiptHash(receipt) : null
}

/** The same for the same content whatever the order of its keys. */
export const contentHash = (content: unknown): Uint8Array => sha256(canonical(content))
