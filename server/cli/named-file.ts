import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../platform/errors.ts'

/** A file on the command line that cannot be taken: its name as it was given, and why. */
export const fileRefused = (name: string, why: string) => new AppError('bad-input', `“${name}” cannot be read. ${why}`)

const whyNot: Record<string, string> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EACCES: 'The account that Folkmoot runs as may not read it.',
}

/** The bytes of a file that the operator names, seen from the folder where the operator stands; or a refusal. */
export async function readNamed(name: string, cwd: string, mostBytes: number): Promise<Buffer> {
  const path = resolve(cwd, name)
  const failed = ({ code = '' }: NodeJS.ErrnoException): never => {
    throw fileRefused(name, whyNot[code] ?? `The system says ${code}.`)
  }
  const found = await stat(path).catch(failed)
  if (!found.isFile()) throw fileRefused(name, found.isDirectory() ? 'It is a folder.' : 'It is no file.')
  if (found.size > mostBytes) throw fileRefused(name, 'It is larger than 20 MB.')
  return readFile(path).catch(failed)
}
