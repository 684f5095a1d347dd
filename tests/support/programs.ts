import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Tests bring what they lack: a program from PATH or the distribution's folder, else apt-get as root, else plain words. */
interface Wanted {
  what: string
  find: () => string | null
  debianPackage: string
}

const onPath = (name: string) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file)) ?? null

/** The folder that holds both `postgres` and `initdb`, of version 15 or newer. */
function findPostgresFolder(): string | null {
  const found = onPath('postgres')
  const ownFolder = '/usr/lib/postgresql'
  const versions = existsSync(ownFolder) ? readdirSync(ownFolder).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...(found ? [join(found, '..')] : []), ...versions.map((version) => join(ownFolder, version, 'bin'))]
  return folders.find(isRecentPostgres) ?? null
}

function isRecentPostgres(folder: string): boolean {
  if (!existsSync(join(folder, 'postgres')) || !existsSync(join(folder, 'initdb'))) return false
  const version = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  return Number(version.match(/(\d+)/)?.[1]) >= 15
}

const findChromium = () =>
  process.env.CHROMIUM_PATH ??
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find((file) => file !== null) ??
  null

function bring({ what, find, debianPackage }: Wanted): string {
  const found = find()
  if (found) return found
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !onPath('apt-get')) {
    throw new Error(
      `The tests need ${what} and found none. Install it (on Debian: apt-get install ${debianPackage}) and run them again.`,
    )
  }
  console.error(`The tests need ${what} and found none: installing the Debian package ${debianPackage}.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' })
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', debianPackage], { env, stdio: 'ignore' })
  const installed = find()
  if (!installed) throw new Error(`Installed ${debianPackage}, but there is still no ${what}.`)
  return installed
}

export const postgresFolder = () =>
  bring({ what: 'PostgreSQL 15 or newer', find: findPostgresFolder, debianPackage: 'postgresql' })

export const chromiumPath = () => bring({ what: 'Chromium', find: findChromium, debianPackage: 'chromium' })
