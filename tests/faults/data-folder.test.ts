import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FolderRefused, takeFolder } from '../../server/platform/data-folder.ts'
import { loadSecret } from '../../server/platform/secret.ts'

const aFolder = () => mkdtempSync(join(tmpdir(), 'folkmoot-folder-'))

function refusal(work: () => unknown): FolderRefused {
  try {
    work()
  } catch (error) {
    if (error instanceof FolderRefused) return error
    throw error
  }
  throw new Error('It was not refused.')
}

// Case 45.
test('a folder held by a living process is refused by its pid, and its lock stays', () => {
  const folder = aFolder()
  const living = process.ppid
  writeFileSync(join(folder, 'lock.pid'), String(living))
  const refused = refusal(() => takeFolder(folder))
  expect(refused.holder).toBe(living)
  expect(refused.message).toContain(String(living))
  expect(readFileSync(join(folder, 'lock.pid'), 'utf8')).toBe(String(living))
  expect(readdirSync(folder)).toEqual(['lock.pid'])
})

// Case 45.
test('a lock left by a dead process is taken over, and given back at the end', () => {
  const folder = aFolder()
  const dead = 2 ** 22 + 1 // above the largest pid a Linux gives
  writeFileSync(join(folder, 'lock.pid'), String(dead))
  const held = takeFolder(folder)
  expect(readFileSync(join(folder, 'lock.pid'), 'utf8')).toBe(String(process.pid))
  held.release()
  expect(existsSync(join(folder, 'lock.pid'))).toBe(false)
})

test('a lock with no sense in it is taken over', () => {
  for (const nonsense of ['', '0', '-1', 'four']) {
    const folder = aFolder()
    writeFileSync(join(folder, 'lock.pid'), nonsense)
    takeFolder(folder).release()
  }
})

test('a folder that cannot be is refused in one sentence naming the setting', () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, '')
  expect(refusal(() => takeFolder(join(file, 'data'))).message).toMatch(/^DATA_DIR .* cannot be written \(ENOTDIR\)\.$/)
})

test('the secret is made once, for its owner alone, and is the same at the next start', () => {
  const folder = aFolder()
  const made = loadSecret(undefined, folder)
  expect(made).toHaveLength(32)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  expect(loadSecret(undefined, folder)).toEqual(made)
  expect(loadSecret(undefined, aFolder())).not.toEqual(made)
})
