import type { Subscriber } from '../platform/jobs.ts'
import { mailLinkAsked } from './sign-in.ts'

/** Somebody asked for a link by e-mail. Heard twice, it mails a second link; either works once. */
export const onLinkAsked: Subscriber = (ctx, payload) => mailLinkAsked(ctx, (payload as { email: string }).email)
