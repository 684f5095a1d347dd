import { type Context, Hono } from 'hono'
import { AppError } from '../platform/errors.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { askToBeTold } from '../responses/update-requests.ts'
import { type Consultation, consultationHere } from './door.tsx'
import { one } from './fields.ts'
import { formTokenOf, postedFields } from './form.tsx'
import { Layout } from './layout.tsx'
import { OneField } from './one-field.tsx'
import { page, seeOther } from './page.tsx'
import { plainPage, ToConsultations } from './plain-page.tsx'

/** An e-mail address for one message, kept apart from every answer: nothing of the answer comes along to this form. */
export const tellMePages = new Hono<RouteEnv>()
  .get('/c/:slug/tell-me', needs('public.read'), async (c) => {
    const consultation = await consultationHere(c)
    if (consultation.state === 'answered') return seeOther(c, `/c/${consultation.slug}/results`)
    return askPage(c, consultation, '', null)
  })
  .post('/c/:slug/tell-me', needs('response.submit'), async (c) => {
    const consultation = await consultationHere(c)
    if (consultation.state === 'answered') return seeOther(c, `/c/${consultation.slug}/results`)
    const email = one(await postedFields(c), 'email')
    try {
      await askToBeTold(c.var.ctx, consultation.id, email)
    } catch (error) {
      if (error instanceof AppError && error.fields.email) return askPage(c, consultation, email, error.message)
      throw error
    }
    return plainPage(
      c,
      {
        title: 'We will tell you once',
        synthetic: consultation.synthetic,
        children: (
          <>
            <p className="lead">
              We send one e-mail, and no other, when what we heard and what we will do is published.
            </p>
            <p>
              Until then your address is kept here, apart from every answer; it is deleted as the e-mail is sent.
              Nothing in it says whether you answered.
            </p>
            <ToConsultations />
          </>
        ),
      },
      200,
    )
  })

function askPage(c: Context<RouteEnv>, consultation: Consultation, typed: string, wrong: string | null): Response {
  const title = 'Tell me what came of it'
  return page(
    c,
    <Layout title={wrong ? `Error: ${title}` : title} indexed={false} synthetic={consultation.synthetic} form>
      <OneField
        title={title}
        lead={consultation.title}
        action={`/c/${consultation.slug}/tell-me`}
        token={formTokenOf(c)}
        label="Your e-mail address"
        help="For one message, when the answer is published. It is kept apart from your answer: nothing ties the two together."
        input={{
          id: 'email',
          type: 'email',
          className: 'field',
          defaultValue: typed.slice(0, 300),
          autoComplete: 'email',
        }}
        button="Tell me"
        wrong={wrong ? { heading: 'The address needs another look', link: wrong, atField: wrong } : null}
      />
    </Layout>,
    wrong ? 422 : 200,
  )
}
