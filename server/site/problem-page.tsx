import type { Context } from 'hono'
import type { Ctx } from '../platform/context.ts'
import { type Refusal, refusalOf } from '../platform/error-answer.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { plainPage, ToConsultations } from './plain-page.tsx'

const titles: Record<string, string> = {
  'bad-input': 'That could not be taken as it is',
  'bad-request': 'That address asks for something that does not exist',
  'not-signed-in': 'Sign in to go on',
  forbidden: 'This is not open to you',
  'not-found': 'There is no page here',
  conflict: 'Something has changed since',
  gone: 'This is no longer here',
  'too-large': 'Too long to send at once',
  'too-many': 'Wait a little, then try again',
  unavailable: 'This cannot be done just now',
  fault: 'Something went wrong here',
}

/** A refusal or a fault as a page; the API says the same in JSON. */
export function problemPage(ctx: Ctx, error: unknown, c: Context<RouteEnv>): Response {
  const { status, refusal } = refusalOf(ctx, error)
  return plainPage(c, { title: titles[refusal.code] ?? titles.fault!, children: <Words refusal={refusal} /> }, status)
}

export const notFoundPage = (c: Context<RouteEnv>): Response =>
  plainPage(
    c,
    {
      title: titles['not-found']!,
      children: <Words refusal={{ code: 'not-found', message: 'The address may have changed.', fields: {} }} />,
    },
    404,
  )

function Words({ refusal }: { refusal: Refusal }) {
  return (
    <>
      <p className="lead">{refusal.message}</p>
      {refusal.code === 'not-signed-in' && (
        <p className="go">
          <a href="/desk/">Sign in</a>
        </p>
      )}
      <ToConsultations />
    </>
  )
}
