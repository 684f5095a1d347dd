import { Worker } from 'node:worker_threads'
import type { Counter } from './counter.ts'
import { workerFile } from './worker-file.ts'

/** What may be asked of the counter in the worker. */
export type Method =
  | 'reset'
  | 'setVersions'
  | 'takeRows'
  | 'frequencies'
  | 'crosstabs'
  | 'bannerBook'
  | 'weighBy'
  | 'crossed'
  | 'tablesBy'
  | 'save'
  | 'load'
  | 'rows'

export interface Asked {
  id: number
  method: Method
  args: unknown[]
}

/** What a method gives; of work that comes in parts, what it gives at its end. */
export type Answer<M extends Method> =
  ReturnType<Counter[M]> extends Generator<unknown, infer Whole> ? Whole : ReturnType<Counter[M]>

interface Answered {
  id: number
  value?: unknown
  error?: string
}

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** The counter's methods from this side of the thread. When the worker dies, what waits is refused and `isDead` is set. */
export class WorkerLink {
  isDead = false
  private readonly worker = new Worker(workerFile())
  private readonly waiting = new Map<number, Waiting>()
  private last = 0

  constructor() {
    this.worker.unref()
    this.worker.on('message', (answer: Answered) => this.settle(answer))
    this.worker.on('error', (error) => this.die(error))
    this.worker.on('exit', () => this.die(new Error('The counting thread ended.')))
  }

  ask<M extends Method>(
    method: M,
    args: Parameters<Counter[M]>,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Answer<M>> {
    if (this.isDead) return Promise.reject(new Error('The counting thread ended.'))
    if (signal?.aborted) return Promise.reject(new Error('It was stopped.'))
    const id = ++this.last
    signal?.addEventListener('abort', () => this.worker.postMessage({ cancel: id }), { once: true })
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      // While something waits the process must not end under it.
      this.worker.ref()
      this.worker.postMessage({ id, method, args } satisfies Asked)
    })
  }

  async end(): Promise<void> {
    this.isDead = true
    await this.worker.terminate()
  }

  private settle({ id, value, error }: Answered) {
    const found = this.waiting.get(id)
    this.waiting.delete(id)
    if (this.waiting.size === 0) this.worker.unref()
    if (error === undefined) found?.resolve(value)
    else found?.reject(new Error(error))
  }

  private die(error: Error) {
    this.isDead = true
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
