// `npm start` and `npm run folkmoot`: runs the bundle, building it first when a source is newer. React in production mode.
// package.json gives the server a young heap of 32 MB a half: with Node's own 16 one page in ten waited 3 ms for a
// collection, measured by `npm run bench -- --only pages` (p95 of a GET 3.2 ms; 1.2 to 1.6 ms with it).

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildAll, isStale, project } from './build.mjs'

if (isStale()) {
  process.stderr.write('The sources changed since the last build: building first.\n')
  await buildAll()
}
process.env.NODE_ENV = 'production'
await import(pathToFileURL(join(project, 'dist', 'server', 'main.js')).href)
