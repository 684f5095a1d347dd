import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own folder: found upwards, because the bundle runs from `dist/` and the sources from `server/`. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'migrations')) && existsSync(join(from, 'package.json'))) return from
  return findRoot(dirname(from))
}

export const projectFolder = findRoot(dirname(fileURLToPath(import.meta.url)))
export const migrationsFolder = join(projectFolder, 'migrations')
export const clientFolder = join(projectFolder, 'dist', 'client')
