import type { Job, Subscriber } from '../platform/jobs.ts'
import { deleteSealedCounts } from './delete-sealed-counts.ts'
import { forgetQuotes, tellThoseWhoAsked } from './tell.ts'

export const onPublished: Subscriber = (ctx, payload) => tellThoseWhoAsked(ctx, String(payload.consultationId))
export const onErased: Subscriber = (ctx, payload) => forgetQuotes(ctx, String(payload.responseId))

export const jobs: Job[] = [
  {
    name: 'feedback.delete-sealed-counts',
    everySeconds: 24 * 60 * 60,
    run: async (ctx) => void (await deleteSealedCounts(ctx)),
  },
]
