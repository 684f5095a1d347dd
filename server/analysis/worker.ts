import { parentPort } from 'node:worker_threads'
import { Counter } from './counter.ts'
import type { Asked } from './worker-link.ts'

/** The worker thread: one counter, one question after another. */
const counter = new Counter()

parentPort?.on('message', ({ id, method, args }: Asked) => {
  try {
    const call = counter[method] as (...given: unknown[]) => unknown
    parentPort?.postMessage({ id, value: call.apply(counter, args) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
