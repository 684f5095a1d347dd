import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type OpenDatabase, openPostgres } from '../platform/db.ts'

/** A PostgreSQL of the bench's own, as the distribution ships it but for memory: fsync stays on. Gone at the end. */
export interface Scratch {
  version: string
  /** A database of its own, migrated, with so many connections. */
  open: (connections: number) => Promise<OpenDatabase>
  stop: () => Promise<void>
}

/** What a server of this size would be given; nothing that makes a commit less durable. */
const settings = ['shared_buffers=512MB', 'max_wal_size=4GB', 'max_connections=120']

export async function startScratch(): Promise<Scratch> {
  const programs = programsFolder()
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const run = { ...user, cwd: folder }
  const made = ['-D', join(folder, 'data'), '-U', 'folkmoot', '--auth=trust', '--encoding=UTF8', '--locale=C']
  execFileSync(join(programs, 'initdb'), made, { ...run, stdio: 'ignore' })
  const port = await freePort()
  const options = [
    '-D',
    join(folder, 'data'),
    '-p',
    String(port),
    '-k',
    folder,
    ...settings.flatMap((one) => ['-c', one]),
  ]
  // The shell holds the server by a pipe: it stops when this process ends, however it ends, and its folder goes.
  const holding =
    '"$@" >server.log 2>&1 </dev/null & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$PWD"'
  const shell = spawn('sh', ['-c', holding, 'sh', join(programs, 'postgres'), ...options], {
    ...run,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const url = `postgres://folkmoot@127.0.0.1:${port}/postgres`
  await answering(url)
  return {
    version: execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    open: async (connections) => {
      const database = await openPostgres(url, connections)
      await database.migrate()
      return database
    },
    stop: async () => {
      const ended = new Promise((resolve) => shell.once('exit', resolve))
      shell.stdin.end()
      await ended
    },
  }
}

function programsFolder(): string {
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const own = '/usr/lib/postgresql'
  const versions = existsSync(own) ? readdirSync(own).sort((a, b) => Number(b) - Number(a)) : []
  const found = [...onPath, ...versions.map((version) => join(own, version, 'bin'))].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
  if (!found) throw new Error('The bench needs PostgreSQL 15 or newer. On Debian: apt-get install postgresql.')
  return found
}

/** PostgreSQL refuses to run as root: its own user where there is one, else nobody. */
export function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const entry = ['postgres:', 'nobody:'].flatMap((name) => lines.filter((line) => line.startsWith(name)))[0]
  if (!entry) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.')
  const [, , uid, gid] = entry.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

async function answering(url: string) {
  const until = Date.now() + 60_000
  for (;;) {
    try {
      const database = await openPostgres(url, 1)
      await database.close()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
