// `npm run dev`: the server restarts and the client is rebuilt when a source changes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { project } from './build.mjs'

// The root tsconfig names no files: without this tsx would not know how JSX is written here.
const env = { ...process.env, TSX_TSCONFIG_PATH: 'server/tsconfig.json' }
// The programs themselves, not npx: a signal must reach them.
const run = (name, args) =>
  spawn(join(project, 'node_modules', '.bin', name), args, { cwd: project, stdio: 'inherit', env })
// Neither build empties the folder that both write to; the server reads what they built when it starts.
const build = (mode) =>
  run('vite', ['build', '--watch', '--mode', mode, '--emptyOutDir', 'false', '--logLevel', 'warn'])
const built = ['dist/client/index.html', 'dist/client/enhance.js'].flatMap((file) => ['--include', file])
const children = [
  build('desk'),
  build('enhance'),
  run('tsx', ['watch', '--clear-screen=false', ...built, 'server/main.ts', 'serve']),
]
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
