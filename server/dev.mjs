// `npm run dev`: the server restarts and the client is rebuilt when a source changes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { project } from './build.mjs'

// The root tsconfig names no files: without this tsx would not know how JSX is written here.
const env = { ...process.env, TSX_TSCONFIG_PATH: 'server/tsconfig.json' }
// The programs themselves, not npx: a signal must reach them.
const run = (name, args) =>
  spawn(join(project, 'node_modules', '.bin', name), args, { cwd: project, stdio: 'inherit', env })
const children = [
  run('vite', ['build', '--watch', '--mode', 'desk', '--logLevel', 'warn']),
  run('vite', ['build', '--watch', '--mode', 'enhance', '--logLevel', 'warn']),
  run('tsx', ['watch', '--clear-screen=false', 'server/main.ts', 'serve']),
]
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
