// `npm start` and `npm run folkmoot`: runs the bundle, building it first when a source is newer. React in production mode.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildAll, isStale, project } from './build.mjs'

if (isStale()) {
  process.stderr.write('The sources changed since the last build: building first.\n')
  await buildAll()
}
process.env.NODE_ENV = 'production'
await import(pathToFileURL(join(project, 'dist', 'server', 'main.js')).href)
