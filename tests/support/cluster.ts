import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort, unprivilegedUser } from '../../server/cli/bench-cluster.ts'
import { postgresFolder } from './programs.ts'

/** A throwaway PostgreSQL: a folder in the temporary folder, a loopback port, gone with this process. fsync stays on. */
export interface Cluster {
  /** The address of one of its databases. */
  url: (database: string) => string
  /** Stops the server at once, as a machine that loses its power would: nothing is written out. It comes up again. */
  crash: () => void
}

export async function startCluster(): Promise<Cluster> {
  const programs = postgresFolder()
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'folkmoot', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const port = await freePort()
  const server = serve(join(programs, 'postgres'), folder, port, user)
  const url = (database: string) => `postgres://folkmoot@127.0.0.1:${port}/${database}`
  await answering(url('postgres'), join(folder, 'log'), server)
  const crash = () => process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
  return { url, crash }
}

/**
 * The shell holds the server by a pipe: when this process ends, however it ends, the server stops and its folder goes. A
 * server that stopped by itself is started again.
 */
const holding = `
(while [ ! -e "$2/over" ]; do
  "$1" -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c max_connections=200 >>"$2/log" 2>&1 </dev/null
  sleep 0.1
done) &
cat >/dev/null
touch "$2/over"
kill -INT "$(head -n 1 "$2/data/postmaster.pid")"
wait
rm -rf "$2"`

function serve(program: string, folder: string, port: number, user?: { uid: number; gid: number }): ChildProcess {
  const options = { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] as const, detached: true }
  const shell = spawn('sh', ['-c', holding, 'sh', program, folder, String(port)], {
    ...options,
    stdio: [...options.stdio],
  })
  shell.unref()
  if (shell.stdin instanceof Socket) shell.stdin.unref()
  return shell
}

/** Waits until it takes a connection; says what its log says when it does not. */
async function answering(url: string, log: string, server: ChildProcess) {
  const until = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    try {
      await client.connect()
      return
    } catch (error) {
      if (Date.now() > until || server.exitCode !== null) {
        throw new Error(`PostgreSQL did not start: ${readFileSync(log, 'utf8')}`, { cause: error })
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/** Makes a database beside the one addressed, a copy of the template, and gives its address. */
export async function createDatabase(server: string, template = 'template0'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`create database ${name} template ${template}`)
    return new URL(name, server).href
  } finally {
    await client.end()
  }
}
