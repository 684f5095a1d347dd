import type { Context, Handler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { refusalOf } from '../platform/error-answer.ts'
import { AppError } from '../platform/errors.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { type Door, openDoor } from './door.tsx'
import { type Fields, many } from './fields.ts'
import { Form, formTokenOf, postedFields } from './form.tsx'
import { plainPage } from './plain-page.tsx'

type Answered = Response | Promise<Response>

/** A page behind a door. `sent`: one that stays open after closing. */
export const atDoor =
  (handler: (c: Context<RouteEnv>, door: Door) => Answered, sent: 'sent' | 'unsent' = 'unsent'): Handler<RouteEnv> =>
  async (c) => {
    const door = await openDoor(c, sent)
    return door instanceof Response ? door : handler(c, door)
  }

/** A form posted to a door: if the server cannot keep it, the page that answers keeps all of it, to be sent again. */
export const postedAtDoor =
  (handler: (c: Context<RouteEnv>, door: Door, fields: Fields) => Answered, sent: 'sent' | 'unsent' = 'unsent') =>
  async (c: Context<RouteEnv>): Promise<Response> => {
    const fields = await postedFields(c)
    try {
      const door = await openDoor(c, sent)
      return door instanceof Response ? door : await handler(c, door, fields)
    } catch (error) {
      if (error instanceof HTTPException || (error instanceof AppError && error.code !== 'unavailable')) throw error
      return notSentPage(c, fields, error)
    }
  }

/** 503: never a thank-you. The form on this page holds everything that was posted, and sends it to the same address. */
function notSentPage(c: Context<RouteEnv>, fields: Fields, error: unknown): Response {
  const { refusal } = refusalOf(c.var.ctx, error)
  const kept = Object.keys(fields).filter((name) => name !== 'form_token')
  return plainPage(
    c,
    {
      title: 'Not saved just now',
      children: (
        <>
          <p className="lead">Your answers are kept in this page. Nothing was sent, and nothing was lost.</p>
          <p>
            Wait a minute, keep this page open, then try again.
            {refusal.reference && ` If you tell us, quote ${refusal.reference}.`}
          </p>
          <Form action={c.req.path} token={formTokenOf(c)}>
            {kept.flatMap((name) =>
              many(fields, name).map((value, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
                <input key={`${name} ${i}`} type="hidden" name={name} value={value} />
              )),
            )}
            <div className="acts">
              <button type="submit" className="btn">
                Try again
              </button>
            </div>
          </Form>
        </>
      ),
    },
    503,
  )
}
