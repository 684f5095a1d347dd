import { parentPort } from 'node:worker_threads'
import { Counter } from './counter.ts'
import type { Asked } from './worker-link.ts'

/** The worker thread: one counter, one question after another. */
const counter = new Counter()
const waiting: Asked[] = []
const cancelled = new Set<number>()
let isRunning = false

/** How long work that comes in parts goes on before it is looked whether somebody stopped it. */
const turnMs = 15

parentPort?.on('message', (message: Asked | { cancel: number }) => {
  if ('cancel' in message) cancelled.add(message.cancel)
  else waiting.push(message)
  if (!isRunning) void run()
})

async function run() {
  isRunning = true
  for (let asked = waiting.shift(); asked; asked = waiting.shift()) await answer(asked)
  // What was stopped after it was answered, or never asked.
  cancelled.clear()
  isRunning = false
}

async function answer({ id, method, args }: Asked) {
  try {
    if (cancelled.has(id)) throw new Error('It was stopped.')
    const call = counter[method] as (...given: unknown[]) => unknown
    const value = call.apply(counter, args)
    parentPort?.postMessage({ id, value: isInParts(value) ? await whole(id, value) : value })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

const isInParts = (value: unknown): value is Generator =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Generator>).next === 'function'

/** Runs it to its end, a turn at a time; nothing else is counted meanwhile, so that all of it is of one moment. */
async function whole(id: number, parts: Generator): Promise<unknown> {
  for (;;) {
    const until = performance.now() + turnMs
    while (performance.now() < until) {
      const step = parts.next()
      if (step.done) return step.value
    }
    await new Promise((resolve) => setImmediate(resolve))
    if (cancelled.has(id)) throw new Error('It was stopped.')
  }
}
