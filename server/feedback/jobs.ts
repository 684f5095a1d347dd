import type { Subscriber } from '../platform/jobs.ts'
import { forgetQuotes, tellThoseWhoAsked } from './tell.ts'

export const onPublished: Subscriber = (ctx, payload) => tellThoseWhoAsked(ctx, String(payload.consultationId))
export const onErased: Subscriber = (ctx, payload) => forgetQuotes(ctx, String(payload.responseId))
