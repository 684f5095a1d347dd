import { expect, test } from 'vitest'
import { projectFolder } from '../server/platform/folders.ts'
import { readHouse, type SourceFile } from './support/house-files.ts'
import { type Breach, breaches, lines, long, longest, type Rule } from './support/house-rules.ts'

const house = readHouse(projectFolder)
const told = (found: Breach[]) => found.map(({ rule, path, says }) => `${rule}: ${path} ${says}`)
const file = (path: string, source = ''): SourceFile => ({ path, source })

test('the house keeps its rules', () => {
  expect(house.length).toBeGreaterThan(100)
  expect(told(breaches(house))).toEqual([])
})

test(`no file is longer than ${longest} lines, and those over ${long} are named`, () => {
  const longer = house.filter((f) => /\.(tsx?|mjs)$/.test(f.path) && lines(f.source) > long)
  if (longer.length > 0)
    console.log(`Over ${long} lines:\n${longer.map((f) => `  ${lines(f.source)}  ${f.path}`).join('\n')}`)
  expect(longer.filter((f) => lines(f.source) > longest).map((f) => f.path)).toEqual([])
})

test('a small house that keeps the rules has no breach', () => {
  const small = [
    file('shared/kernel/text.ts', `export const say = (text: string) => text`),
    file(
      'shared/plans/rag.ts',
      `import { z } from 'zod'\nimport { say } from '../kernel/text.ts'\nexport const a = [z, say]`,
    ),
    file(
      'server/plans/tables.ts',
      `import { pgTable } from 'drizzle-orm/pg-core'\nimport { user } from '../accounts/tables.ts'`,
    ),
    file('server/plans/queries.ts', `import { eq } from 'drizzle-orm'\nimport { plans } from './tables.ts'`),
    file(
      'server/plans/commands.ts',
      `import { audit } from '../platform/audit.ts'\nimport { askGroups } from '../collectors/commands.ts'`,
    ),
    file('server/plans/routes.ts', `import { Hono } from 'hono'\nimport { planPage } from './queries.ts'`),
    file('server/desk/plan.ts', `import { planPage } from '../plans/queries.ts'`),
    file(
      'server/site/plan.tsx',
      `import { planPage } from '../plans/queries.ts'\nexport const P = () => <p lang="en">{planPage}</p>`,
    ),
    file('client/plans/api.ts', `import type { planRoutes } from '../../server/plans/routes.ts'`),
    file('client/plans/PlanPage.tsx', `import { plan } from './api.ts'\nimport { me } from '../accounts/api.ts'`),
    file(
      'client/enhance/main.ts',
      `import { say } from '../../shared/kernel/text.ts'\nconst digits = new RegExp('[0-9]')`,
    ),
  ]
  expect(told(breaches(small))).toEqual([])
})

/** One breach of each kind, fed in memory: what the rule must say. */
const broken: [Rule, string, SourceFile | SourceFile[]][] = [
  ['file kind', 'a folder that is no feature', file('server/invoices/queries.ts')],
  ['file kind', 'a folder in a folder', file('server/plans/deep/queries.ts')],
  ['file kind', 'a file beside the rooms of the server', file('server/tools.ts')],
  ['file kind', 'a barrel', file('shared/plans/index.ts')],
  ['file kind', 'utils', file('shared/kernel/utils.ts')],
  ['file kind', 'helpers', file('client/kit/helpers.tsx')],
  ['file kind', 'a folder called common', file('client/common/table.tsx')],
  ['file kind', 'a second tables file', file('server/plans/progress-tables.ts')],
  ['file kind', 'a test outside the suites', file('tests/unit/plan.test.ts')],
  ['file kind', 'a test that is called otherwise', file('tests/api/plan.spec.ts')],
  ['file kind', 'a component outside the client', file('server/plans/PlanPage.tsx')],
  [
    'arrow',
    'shared imports the server',
    file('shared/plans/rag.ts', `import { x } from '../../server/plans/queries.ts'`),
  ],
  ['arrow', 'the kernel imports a feature', file('shared/kernel/text.ts', `import { x } from '../plans/rag.ts'`)],
  [
    'arrow',
    'a type of the server in shared',
    file('shared/plans/rag.ts', `import type { X } from '../../server/plans/tables.ts'`),
  ],
  ['arrow', 'a type by import()', file('shared/plans/rag.ts', `type X = import('../../server/plans/tables.ts').X`)],
  ['arrow', 'a dynamic import', file('shared/plans/rag.ts', `const x = import('../../server/plans/queries.ts')`)],
  ['arrow', 'a re-export', file('shared/plans/rag.ts', `export { x } from '../../server/plans/queries.ts'`)],
  ['arrow', 'tables import queries', file('server/plans/tables.ts', `import { x } from './queries.ts'`)],
  ['arrow', 'queries import commands', file('server/plans/queries.ts', `import { x } from './commands.ts'`)],
  ['arrow', 'queries import routes', file('server/plans/queries.ts', `import { x } from './routes.ts'`)],
  ['arrow', 'commands import routes', file('server/plans/commands.ts', `import { x } from './routes.ts'`)],
  ['arrow', 'routes import tables', file('server/plans/routes.ts', `import { x } from './tables.ts'`)],
  [
    'arrow',
    "routes import another feature's queries",
    file('server/plans/routes.ts', `import { x } from '../groups/queries.ts'`),
  ],
  [
    'arrow',
    "jobs import another feature's commands",
    file('server/plans/jobs.ts', `import { x } from '../groups/commands.ts'`),
  ],
  ['arrow', 'platform imports a feature', file('server/platform/mail.ts', `import { x } from '../plans/queries.ts'`)],
  ['arrow', 'a feature imports the site', file('server/plans/queries.ts', `import { x } from '../site/page.tsx'`)],
  ['arrow', 'a feature imports the desk', file('server/plans/commands.ts', `import { x } from '../desk/groups.ts'`)],
  ['arrow', 'the desk imports commands', file('server/desk/plan.ts', `import { x } from '../plans/commands.ts'`)],
  ['arrow', 'the site imports tables', file('server/site/plan.tsx', `import { x } from '../plans/tables.ts'`)],
  ['arrow', 'the site imports routes', file('server/site/plan.tsx', `import { x } from '../plans/routes.ts'`)],
  [
    'arrow',
    'an operator command imports tables',
    file('server/cli/verify.ts', `import { x } from '../plans/tables.ts'`),
  ],
  ['arrow', 'a feature imports the app', file('server/plans/jobs.ts', `import { x } from '../app.ts'`)],
  [
    'arrow',
    'the environment read by a feature',
    file('server/plans/queries.ts', `import { readEnv } from '../env.ts'`),
  ],
  [
    'arrow',
    'the client imports the server',
    file('client/plans/api.ts', `import { x } from '../../server/plans/routes.ts'`),
  ],
  [
    'arrow',
    "the types of another feature's routes",
    file('client/plans/api.ts', `import type { X } from '../../server/groups/routes.ts'`),
  ],
  [
    'arrow',
    'the types of queries in the client',
    file('client/plans/api.ts', `import type { X } from '../../server/plans/queries.ts'`),
  ],
  ['arrow', "another feature's page", file('client/plans/PlanPage.tsx', `import { X } from '../groups/GroupPage.tsx'`)],
  ['arrow', 'the kit imports a feature', file('client/kit/Table.tsx', `import { x } from '../plans/api.ts'`)],
  ['arrow', 'the script imports the kit', file('client/enhance/main.ts', `import { x } from '../kit/Table.tsx'`)],
  [
    'arrow',
    'the server imports the client',
    file('server/site/page.tsx', `import { x } from '../../client/kit/Table.tsx'`),
  ],
  [
    'arrow',
    'the product imports its tests',
    file('server/plans/queries.ts', `import { x } from '../../tests/support/world.ts'`),
  ],
  ['arrow', 'an import of no kind', file('server/plans/queries.ts', `import { x } from '../invoices/queries.ts'`)],
  ['feature order', 'shared to its right', file('shared/plans/rag.ts', `import { x } from '../projects/risk.ts'`)],
  ['feature order', 'tables to their right', file('server/groups/tables.ts', `import { x } from '../plans/tables.ts'`)],
  [
    'feature order',
    'queries to their right',
    file('server/groups/queries.ts', `import { x } from '../plans/queries.ts'`),
  ],
  [
    'feature order',
    'commands to their right',
    file('server/groups/commands.ts', `import { x } from '../plans/commands.ts'`),
  ],
  ['package', 'React in shared', file('shared/plans/rag.ts', `import { x } from 'react'`)],
  ['package', 'Node in shared', file('shared/plans/rag.ts', `import { x } from 'node:fs'`)],
  ['package', 'Hono in commands', file('server/plans/commands.ts', `import { Hono } from 'hono'`)],
  ['package', 'drizzle in routes', file('server/plans/routes.ts', `import { eq } from 'drizzle-orm'`)],
  ['package', 'drizzle in the site', file('server/site/plan.tsx', `import { eq } from 'drizzle-orm'`)],
  ['package', 'zod in tables', file('server/plans/tables.ts', `import { z } from 'zod'`)],
  ['package', 'drizzle in the client', file('client/plans/api.ts', `import { eq } from 'drizzle-orm'`)],
  ['package', 'Node in the client', file('client/kit/Table.tsx', `import { x } from 'node:fs'`)],
  ['package', 'Mantine on the public site', file('server/site/plan.tsx', `import { Button } from '@mantine/core'`)],
  ['extension', 'an import without its ending', file('server/plans/queries.ts', `import { x } from './tables'`)],
  [
    'better-auth',
    'better-auth elsewhere',
    file('server/accounts/commands.ts', `import { betterAuth } from 'better-auth'`),
  ],
  ['better-auth', 'its adapter elsewhere', file('server/app.ts', `import { x } from 'better-auth/adapters/drizzle'`)],
  [
    'equality',
    'the table elsewhere',
    file('server/analysis/queries.ts', `import { x } from '../responses/equality-tables.ts'`),
  ],
  [
    'equality',
    'the feed elsewhere',
    file('server/desk/groups.ts', `import { equalityFeed } from '../responses/feed.ts'`),
  ],
  [
    'equality',
    'the feed in a namespace',
    [
      file('server/responses/feed.ts', `export const equalityFeed = 1`),
      file('server/plans/queries.ts', `import * as feed from '../responses/feed.ts'`),
    ],
  ],
  [
    'equality',
    'the table by its name in SQL',
    file('server/plans/queries.ts', 'export const q = `select * from equality_answers`'),
  ],
  ['enhance', 'zod in the script', file('client/enhance/main.ts', `import { z } from 'zod'`)],
  [
    'enhance',
    'zod reached through shared',
    [
      file('client/enhance/main.ts', `import { x } from '../../shared/questionnaires/evaluate.ts'`),
      file('shared/questionnaires/evaluate.ts', `import { z } from 'zod'`),
    ],
  ],
  [
    'construct',
    'raw HTML',
    file('server/site/a.tsx', `export const A = () => <p dangerouslySetInnerHTML={{ __html: '' }} />`),
  ],
  ['construct', 'raw HTML by property', file('client/kit/a.ts', `document.body.innerHTML = 'x'`)],
  ['construct', 'raw HTML without JSX', file('client/kit/a.ts', `f('p', { dangerouslySetInnerHTML: 1 })`)],
  ['construct', 'raw SQL', file('server/plans/queries.ts', `const q = sql.raw(name)`)],
  ['construct', 'an identifier from a variable', file('server/plans/queries.ts', `const q = sql.identifier(name)`)],
  ['construct', 'a pattern from a variable', file('shared/plans/rag.ts', `const p = new RegExp(input)`)],
  ['construct', 'eval', file('shared/plans/rag.ts', `eval('1')`)],
  ['construct', 'a function from text', file('shared/plans/rag.ts', `const f = new Function('return 1')`)],
  ['construct', 'a process', file('server/plans/commands.ts', `import { exec } from 'node:child_process'`)],
  ['construct', 'a process from a command', file('server/cli/verify.ts', `import { exec } from 'child_process'`)],
  ['construct', 'the clock in shared', file('shared/plans/rag.ts', `const now = new Date()`)],
  ['construct', 'chance in shared', file('shared/plans/rag.ts', `const x = Math.random()`)],
  ['construct', 'the environment in a feature', file('server/plans/queries.ts', `const x = process.env.PORT`)],
  [
    'construct',
    'a style attribute on a public page',
    file('server/site/a.tsx', `export const A = () => <p style={{}} />`),
  ],
  [
    'construct',
    'an event attribute on a public page',
    file('server/site/a.tsx', `export const A = () => <p onClick={x} />`),
  ],
  ['construct', 'exporting everything', file('shared/plans/rag.ts', `export * from './other.ts'`)],
  ['length', 'a file of 351 lines', file('shared/plans/rag.ts', 'export {}\n'.repeat(longest + 1))],
]

test.each(broken)('%s: %s is found', (rule, _what, files) => {
  expect(breaches([files].flat()).map((breach) => breach.rule)).toContain(rule)
})

test('every rule is proved by a breach of it', () => {
  const rules: Record<Rule, true> = {
    'file kind': true,
    arrow: true,
    package: true,
    'feature order': true,
    extension: true,
    'better-auth': true,
    equality: true,
    enhance: true,
    construct: true,
    length: true,
  }
  expect([...new Set(broken.map(([rule]) => rule))].sort()).toEqual(Object.keys(rules).sort())
})
