import { join } from 'node:path'
import { projectFolder } from '../platform/folders.ts'

/** The worker's entry: from sources a plain boot file that can read TypeScript, in the bundle its own entry. */
export const workerFile = (): string =>
  import.meta.url.endsWith('.ts')
    ? join(projectFolder, 'server', 'analysis', 'worker-boot.mjs')
    : join(projectFolder, 'dist', 'server', 'worker.js')
