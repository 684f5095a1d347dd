import type { Job } from '../platform/jobs.ts'
import { expireDrafts } from './drafts.ts'
import { settle } from './settle.ts'

export const jobs: Job[] = [
  {
    name: 'responses.settle',
    everySeconds: 120,
    run: async (ctx) => {
      await settle(ctx)
    },
  },
  { name: 'responses.expire-drafts', everySeconds: 600, run: expireDrafts },
]
