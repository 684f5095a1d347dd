import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../server/platform/folders.ts'

/** A file or folder that lies beside the project and may not enter it; where it is missing, that is said aloud. */
export function referenceFile(path: string): { path: string; missing: boolean } {
  const found = join(projectFolder, '../shared/data', path)
  const missing = !existsSync(found)
  if (missing) console.log(`Tests over ../shared/data/${path} are skipped: it is not beside this folder.`)
  return { path: found, missing }
}
