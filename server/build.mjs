// Builds what `npm start` runs: the staff client, the small public script, the server's bundle. Plain JavaScript,
// because it runs before anything that could read TypeScript.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(project, 'dist', 'built')

/** The newest change, in ms, of any source below the folder. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

export function isStale() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return ['client', 'server', 'shared', 'package-lock.json', 'vite.config.ts'].some(
    (p) => newest(join(project, p)) > built,
  )
}

export async function buildAll() {
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  for (const mode of ['desk', 'enhance', 'server']) {
    await build({ mode, logLevel: 'warn', configFile: join(project, 'vite.config.ts') })
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
