import type { Job, Subscriber } from '../platform/jobs.ts'
import { forgetWhatRanOut } from './forget-what-ran-out.ts'
import { mailLinkAsked } from './sign-in.ts'

/** Somebody asked for a link by e-mail. Heard twice, it mails a second link; either works once. */
export const onLinkAsked: Subscriber = (ctx, payload) => mailLinkAsked(ctx, (payload as { email: string }).email)

export const jobs: Job[] = [{ name: 'accounts.forget-what-ran-out', everySeconds: 3600, run: forgetWhatRanOut }]
