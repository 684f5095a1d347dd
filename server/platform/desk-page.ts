import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handler } from 'hono'
import { clientFolder } from './folders.ts'
import type { RouteEnv } from './registry.ts'

/**
 * The one page of the staff client; the build leaves `__NONCE__` where each answer gets its own. Read once, as the files it
 * names are: a build under a running server must not mix the two.
 */
export function readDeskPage(): Handler<RouteEnv> {
  const file = join(clientFolder, 'index.html')
  const html = existsSync(file) ? readFileSync(file, 'utf8') : null
  return (c) =>
    html
      ? c.html(html.replaceAll('__NONCE__', c.var.nonce))
      : c.text('The staff pages are not built: npm run prepare', 503)
}
