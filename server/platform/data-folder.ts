import { accessSync, constants, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Why the folder cannot be used, in one sentence. */
export class FolderRefused extends Error {
  constructor(
    message: string,
    /** The living process that holds it. */
    readonly holder?: number,
  ) {
    super(message)
  }
}

/** Makes sure that the folder is there and can be written. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Root passes every permission check, so the probe is a real write.
    const probe = join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    unlinkSync(probe)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new FolderRefused(`DATA_DIR ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/**
 * Takes the folder for this process: the embedded engine takes no lock of its own, and two processes on one folder
 * silently lose answers. A lock left by a dead process is taken over; a living holder is named and never pushed aside.
 */
export function takeFolder(folder: string): { release: () => void } {
  prepareFolder(folder)
  const lock = join(folder, 'lock.pid')
  const mine = join(folder, `lock.${process.pid}`)
  writeFileSync(mine, String(process.pid))
  try {
    for (let tries = 0; tries < 5; tries++) {
      if (link(mine, lock)) return { release: () => release(lock) }
      const holder = Number(readFileSync(lock, 'utf8'))
      if (isAlive(holder)) {
        throw new FolderRefused(`DATA_DIR ${folder} is in use by the Folkmoot with process id ${holder}.`, holder)
      }
      unlinkSync(lock)
    }
    throw new FolderRefused(`DATA_DIR ${folder} could not be locked.`)
  } finally {
    unlinkSync(mine)
  }
}

/** A hard link is made whole or not at all, so a lock never exists without its pid in it. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function release(lock: string) {
  if (Number(readFileSync(lock, 'utf8')) === process.pid) unlinkSync(lock)
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
