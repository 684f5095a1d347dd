import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './folders.ts'

/** The product's version, as `package.json` has it: what a release says it was computed by. */
export const version: string = (
  JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }
).version
