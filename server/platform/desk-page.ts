import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handler } from 'hono'
import { clientFolder } from './folders.ts'
import type { RouteEnv } from './registry.ts'

const file = join(clientFolder, 'index.html')

/** The one page of the staff client; the build leaves `__NONCE__` where each answer gets its own. */
export const deskPage: Handler<RouteEnv> = (c) => {
  if (!existsSync(file)) return c.text('The staff pages are not built: npm run prepare', 503)
  return c.html(readFileSync(file, 'utf8').replaceAll('__NONCE__', c.var.nonce))
}
