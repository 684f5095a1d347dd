// A worker thread cannot start from a TypeScript file under any loader: this one registers tsx first.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
