import { existsSync } from 'node:fs'
import { features, type Kind, type Place, placeOf, type SourceFile } from './house-files.ts'
import { type Construct, type Import, readSyntax, type Syntax } from './house-syntax.ts'

/** The rules of the house, each by the name its breach is reported under. */
export type Rule =
  | 'file kind'
  | 'arrow'
  | 'package'
  | 'feature order'
  | 'extension'
  | 'better-auth'
  | 'equality'
  | 'enhance'
  | 'construct'
  | 'length'

export interface Breach {
  rule: Rule
  path: string
  says: string
}

interface Read extends SourceFile {
  place: Place
  syntax: Syntax
}

/** What one kind of file may import: kinds of its own feature, kinds of features to its left, kinds anywhere, packages. */
interface Arrows {
  own?: Kind[]
  left?: Kind[]
  any?: Kind[]
  types?: Kind[]
  packages: RegExp
}

const pure = /^(zod|jstat|simple-statistics|intl-messageformat|luxon)$/
const acting = /^(?!react|@mantine|@tanstack|recharts|@dnd-kit|vite|vitest).*$/
const showing =
  /^(react|react-dom|react-hook-form|recharts|luxon|zod|hono|@hookform\/resolvers|@mantine\/.*|@tanstack\/.*|@dnd-kit\/.*)$/
const thinking: Kind[] = ['kernel', 'shared']

/** DESIGN's table, one line a kind. Shared features count by the feature order too. */
const arrows: Record<Kind, Arrows> = {
  kernel: { any: ['kernel'], packages: pure },
  shared: { own: ['shared'], left: ['shared'], any: ['kernel'], packages: pure },
  tables: { left: ['tables'], any: thinking, packages: /^drizzle-orm$/ },
  queries: {
    own: ['tables', 'queries', 'piece'],
    left: ['tables', 'queries', 'piece'],
    any: ['platform', ...thinking],
    packages: /^(drizzle-orm|luxon|node:.*)$/,
  },
  commands: {
    own: ['tables', 'queries', 'commands', 'piece'],
    left: ['tables', 'queries', 'commands', 'piece'],
    any: ['platform', ...thinking],
    packages: /^(drizzle-orm|luxon|zod|node:.*)$/,
  },
  routes: {
    own: ['queries', 'commands', 'piece'],
    any: ['platform', ...thinking],
    packages: /^(hono|zod|@hono\/zod-validator|luxon|node:.*)$/,
  },
  jobs: {
    own: ['queries', 'commands', 'piece'],
    any: ['platform', ...thinking],
    packages: /^(zod|luxon|node:.*)$/,
  },
  piece: {
    own: ['tables', 'queries', 'commands', 'piece'],
    left: ['tables', 'queries', 'commands', 'piece'],
    any: ['platform', ...thinking],
    packages: acting,
  },
  platform: { any: ['platform', 'kernel'], packages: /^(?!@mantine|@tanstack|recharts|@dnd-kit|vitest).*$/ },
  site: {
    any: ['site', 'queries', 'commands', 'piece', 'platform', ...thinking],
    packages: /^(hono|react|react-dom|zod|luxon|intl-messageformat|node:.*)$/,
  },
  desk: {
    any: ['desk', 'queries', 'piece', 'platform', ...thinking],
    packages: /^(hono|zod|@hono\/zod-validator|luxon|node:.*)$/,
  },
  cli: {
    any: ['cli', 'queries', 'commands', 'piece', 'platform', 'env', 'composition', ...thinking],
    packages: acting,
  },
  env: { packages: /^(zod|node:.*)$/ },
  composition: {
    any: [
      'composition',
      'env',
      'routes',
      'jobs',
      'queries',
      'commands',
      'piece',
      'platform',
      'site',
      'desk',
      'cli',
      ...thinking,
    ],
    packages: acting,
  },
  boot: { any: ['boot'], packages: /^(vite|tsx|node:.*)$/ },
  client: {
    own: ['client', 'client-api'],
    any: ['client-api', 'client-app', 'kit', ...thinking],
    packages: showing,
  },
  'client-api': {
    own: ['client'],
    any: ['client-api', 'client-app', 'kit', ...thinking],
    types: ['routes', 'desk'],
    packages: showing,
  },
  'client-app': { any: ['client-app', 'client', 'client-api', 'kit', ...thinking], packages: showing },
  enhance: { any: ['enhance', ...thinking], packages: /^$/ },
  kit: { any: ['kit', 'kernel'], packages: showing },
  tests: { any: ['tests', ...everything()], packages: /.*/ },
  setting: { packages: /.*/ },
}

function everything(): Kind[] {
  const rooms: Kind[] = [
    'tables',
    'queries',
    'commands',
    'routes',
    'jobs',
    'piece',
    'platform',
    'site',
    'desk',
    'cli',
    'env',
  ]
  const client: Kind[] = ['client', 'client-api', 'client-app', 'enhance', 'kit']
  return [...thinking, ...rooms, ...client, 'composition', 'boot']
}

/** Single arrows beside the table, each with its reason. */
const besides: { from: RegExp; to: RegExp; because: string }[] = [
  {
    from: /^server\/[a-z]+\/(equality-)?tables\.ts$/,
    to: /^server\/platform\/tables\.ts$/,
    because: 'column kinds that every table shares',
  },
  {
    from: /^server\/platform\//,
    to: /^shared\/accounts\/policy\.ts$/,
    because: 'the route registry asks the one table of rights',
  },
]

/** Files over 350 lines, each with the written decision that allows it. */
const longByDecision: Record<string, string> = {}

export const longest = 350
export const long = 220

/** Every breach of the house's rules in these files. */
export function breaches(files: SourceFile[]): Breach[] {
  const found: Breach[] = []
  const read: Read[] = []
  for (const file of files) {
    const place = placeOf(file.path)
    if (!place) {
      found.push({ rule: 'file kind', path: file.path, says: 'is of no kind that the house knows' })
      continue
    }
    found.push(...tooLong(file))
    if (/\.(tsx?|mjs)$/.test(file.path)) read.push({ ...file, place, syntax: readSyntax(file) })
  }
  for (const file of read) {
    for (const one of file.syntax.imports) found.push(...ofImport(file, one))
    found.push(...ofConstructs(file))
  }
  return [...found, ...ofEquality(read), ...ofEnhance(read)]
}

export const lines = (source: string) => source.split('\n').length - (source.endsWith('\n') ? 1 : 0)

function tooLong({ path, source }: SourceFile): Breach[] {
  if (/\.(json|txt|css)$/.test(path) || lines(source) <= longest) return []
  const decision = longByDecision[path]
  if (decision && existsSync(decision)) return []
  return [{ rule: 'length', path, says: `has ${lines(source)} lines; ${longest} at most without a decision record` }]
}

function ofImport(file: Read, one: Import): Breach[] {
  const breach = (rule: Rule, says: string): Breach => ({ rule, path: file.path, says })
  if (!one.relative) return ofPackage(file, one)
  if (!/\.(tsx?|mjs|json|css)$/.test(one.written))
    return [breach('extension', `imports ${one.written} without its ending`)]
  const target = placeOf(one.target)
  if (!target) return [breach('arrow', `imports ${one.written}, which is of no kind`)]
  const found: Breach[] = []
  if (besides.some(({ from, to }) => from.test(file.path) && to.test(one.target))) return found
  if (one.target.endsWith('.json') && target.feature === file.place.feature) return found
  if (!mayImport(file.place, target, one.typeOnly)) {
    found.push(breach('arrow', `(${file.place.kind}) imports ${one.target} (${target.kind})`))
  }
  if (goesRight(file.place, target))
    found.push(breach('feature order', `imports ${one.target}, a feature to its right`))
  return found
}

/** Whether the table has the arrow. */
function mayImport(from: Place, to: Place, typeOnly: boolean): boolean {
  const may = arrows[from.kind]
  if (may.any?.includes(to.kind)) return true
  if (typeOnly && may.types?.includes(to.kind)) return to.kind !== 'routes' || to.feature === from.feature
  if (!from.feature || !to.feature) return false
  if (from.feature === to.feature) return may.own?.includes(to.kind) ?? false
  return may.left?.includes(to.kind) ?? false
}

/** Features of `shared/` and `server/` stand in order; the client's know one another only by `api.ts`. */
function goesRight(from: Place, to: Place): boolean {
  if (!from.feature || !to.feature || from.kind === 'client' || from.kind === 'client-api') return false
  return features.indexOf(to.feature) > features.indexOf(from.feature)
}

function ofPackage(file: Read, one: Import): Breach[] {
  const { kind } = file.place
  const breach = (rule: Rule, says: string): Breach => ({ rule, path: file.path, says })
  if (/^(better-auth|@better-auth\/.*)$/.test(one.target)) {
    return file.path === 'server/accounts/auth.ts' ? [] : [breach('better-auth', 'imports better-auth')]
  }
  if (/^(node:)?child_process$/.test(one.target)) {
    const may = file.path.startsWith('tests/support/') || /^server\/cli\/bench[a-z-]*\.ts$/.test(file.path)
    return may || kind === 'boot' ? [] : [breach('construct', 'starts processes')]
  }
  return arrows[kind].packages.test(one.target) ? [] : [breach('package', `(${kind}) imports ${one.target}`)]
}

/** Where a construct may stand; nowhere when it is not named. */
const constructMay: Partial<Record<Construct, RegExp>> = {
  'the clock or chance': /^(server|client|tests)\/|\.config\.ts$/,
  'a pattern from a variable': /^tests\//,
  'the environment': /^server\/(env\.ts|cli\/bench[a-z-]*\.ts|(build|start|dev)\.mjs)$|^tests\/|\.config\.ts$/,
  'a style or event attribute': /^(client|tests)\//,
}

function ofConstructs(file: Read): Breach[] {
  return file.syntax.constructs
    .filter((construct) => !constructMay[construct]?.test(file.path))
    .map((construct) => ({ rule: 'construct', path: file.path, says: `uses ${construct}` }))
}

const equalityTables = 'server/responses/equality-tables.ts'

/** Equality answers: only the responses feature knows their table; only analysis takes the one feed. */
function ofEquality(files: Read[]): Breach[] {
  const breach = (path: string, says: string): Breach => ({ rule: 'equality', path, says })
  const feeders = new Set(files.filter((f) => f.syntax.exported.includes('equalityFeed')).map((f) => f.path))
  return files.flatMap((file) => {
    if (file.path.startsWith('tests/')) return []
    const inResponses = file.path.startsWith('server/responses/')
    const mayFeed = inResponses || file.path.startsWith('server/analysis/')
    const found = file.syntax.imports.flatMap((one) => {
      if (one.target === equalityTables && !inResponses)
        return [breach(file.path, 'imports the table of equality answers')]
      const takes = one.names.includes('equalityFeed') || (one.names.includes('*') && feeders.has(one.target))
      return takes && !one.typeOnly && !mayFeed ? [breach(file.path, 'takes the feed of equality answers')] : []
    })
    const namesTable = !inResponses && /\bequality_answers\b/.test(file.source)
    return namesTable ? [...found, breach(file.path, 'names the table of equality answers in SQL')] : found
  })
}

/** The script of the public pages: what it reaches, through any number of files, needs no zod and no React. */
function ofEnhance(files: Read[]): Breach[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set(files.filter((file) => file.place.kind === 'enhance').map((file) => file.path))
  const found: Breach[] = []
  for (const path of reached) {
    for (const one of byPath.get(path)?.syntax.imports ?? []) {
      if (one.typeOnly) continue
      if (one.relative) reached.add(one.target)
      else found.push({ rule: 'enhance', path, says: `takes ${one.target} into the script of the public pages` })
    }
  }
  return found
}
