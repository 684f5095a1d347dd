import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** A file of the house, by its path from the project's folder. */
export interface SourceFile {
  path: string
  source: string
}

/** The nouns, in order: a feature imports only from features to its left. */
export const features = [
  'accounts',
  'groups',
  'population',
  'questionnaires',
  'consultations',
  'collectors',
  'responses',
  'analysis',
  'plans',
  'feedback',
  'projects',
]

/** The closed list of file kinds; a file of no kind has no place. */
export type Kind =
  | 'kernel'
  | 'shared'
  | 'tables'
  | 'queries'
  | 'commands'
  | 'routes'
  | 'jobs'
  | 'piece'
  | 'platform'
  | 'site'
  | 'desk'
  | 'cli'
  | 'env'
  | 'composition'
  | 'boot'
  | 'client'
  | 'client-api'
  | 'client-app'
  | 'enhance'
  | 'kit'
  | 'tests'
  | 'setting'

export interface Place {
  kind: Kind
  /** The feature's noun; absent for kinds that belong to none. */
  feature?: string
}

const layers: Record<string, Kind> = {
  'tables.ts': 'tables',
  'equality-tables.ts': 'tables',
  'queries.ts': 'queries',
  'commands.ts': 'commands',
  'routes.ts': 'routes',
  'jobs.ts': 'jobs',
}
const serverFiles: Record<string, Kind> = {
  'app.ts': 'composition',
  'main.ts': 'composition',
  'env.ts': 'env',
  'build.mjs': 'boot',
  'start.mjs': 'boot',
  'dev.mjs': 'boot',
}
const wrongName = /^(utils?|helpers?|common|misc|index)$/
const nameOf = {
  any: /^[a-z0-9]+([-_][a-z0-9]+)*\.(ts|tsx|d\.ts|css|json|mjs|txt|html)$/,
  component: /^[A-Z][A-Za-z]+\.tsx$/,
}
const settings = ['vite.config.ts', 'drizzle.config.ts']

/** What the file is, or undefined when the house has no place for it. */
export function placeOf(path: string): Place | undefined {
  if (settings.includes(path)) return { kind: 'setting' }
  const [room = '', folder = '', file, ...deeper] = path.split('/')
  if (deeper.length > 0) return undefined
  if (folder === 'tsconfig.json') return { kind: 'setting' }
  if (!file)
    return room === 'server' && folder in serverFiles ? { kind: serverFiles[folder]! } : inTestsRoot(room, folder)
  if (wrongName.test(folder) || (wrongName.test(file.split('.')[0]!) && file !== 'index.html')) return undefined
  if (room === 'tests') return placeOfTest(folder, file)
  if (!nameOf.any.test(file) && !(room === 'client' && nameOf.component.test(file))) return undefined
  const isFeature = features.includes(folder)
  if (room === 'shared') return placeInShared(folder, isFeature)
  if (room === 'server') return placeInServer(folder, file, isFeature)
  if (room === 'client') return placeInClient(folder, file, isFeature)
  return undefined
}

const inTestsRoot = (room: string, file: string): Place | undefined =>
  room === 'tests' && file === 'architecture.test.ts' ? { kind: 'tests' } : undefined

function placeOfTest(folder: string, file: string): Place | undefined {
  if (folder === 'support') return nameOf.any.test(file) ? { kind: 'tests' } : undefined
  const isTest = /^[a-z0-9-]+\.test\.tsx?$/.test(file)
  // The adversary lives beside the test that sets it on.
  if (folder === 'attack' && nameOf.any.test(file)) return { kind: 'tests' }
  return isTest && ['domain', 'api', 'site', 'e2e', 'faults', 'attack'].includes(folder) ? { kind: 'tests' } : undefined
}

function placeInShared(folder: string, isFeature: boolean): Place | undefined {
  if (folder === 'kernel') return { kind: 'kernel' }
  return isFeature ? { kind: 'shared', feature: folder } : undefined
}

function placeInServer(folder: string, file: string, isFeature: boolean): Place | undefined {
  if (folder === 'platform') return { kind: 'platform' }
  if (folder === 'site' || folder === 'desk' || folder === 'cli') return { kind: folder }
  if (!isFeature) return undefined
  if (/tables\.tsx?$/.test(file) && !(file in layers)) return undefined
  return { kind: layers[file] ?? 'piece', feature: folder }
}

function placeInClient(folder: string, file: string, isFeature: boolean): Place | undefined {
  if (folder === 'app') return { kind: 'client-app' }
  if (folder === 'enhance' || folder === 'kit') return { kind: folder }
  if (!isFeature) return undefined
  return { kind: file === 'api.ts' ? 'client-api' : 'client', feature: folder }
}

const rooms = ['shared', 'server', 'client', 'tests']

/** Every file of the rooms and the settings beside them. */
export function readHouse(root: string): SourceFile[] {
  const found = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(entry.parentPath.slice(root.length + 1), entry.name)),
  )
  return [...found, ...settings].map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }))
}
