import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ctx } from './context.ts'

export const sha256 = (value: string | Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(value).digest())

/** Bytes as a statement takes them: `decode(…, 'hex')`. */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A token of 256 bits for a cookie or a link; only its SHA-256 is kept. */
export const newToken = (ctx: Ctx): string => Buffer.from(ctx.random(32)).toString('base64url')

/** A key for one purpose, derived from the server's secret. */
export const keyFor = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `folkmoot ${purpose}`, 32))

/** The given secret, or one made once and kept in the data folder for its owner alone. */
export function loadSecret(given: string | undefined, dataDir: string): Uint8Array {
  if (given) return sha256(given)
  const file = join(dataDir, 'secret')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return sha256(readFileSync(file, 'utf8'))
}
