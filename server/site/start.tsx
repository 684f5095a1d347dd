import { type Context, Hono } from 'hono'
import { type Phase, phaseOf } from '../../shared/consultations/phase.ts'
import { count } from '../../shared/kernel/text.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { sectionsOf } from '../../shared/questionnaires/evaluate.ts'
import { hiddenParameters } from '../../shared/questionnaires/hidden-values.ts'
import { isNumbered } from '../../shared/questionnaires/places.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import { collectorFor } from '../collectors/queries.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { liveVersion } from '../questionnaires/queries.ts'
import { About } from './about.tsx'
import { draftHere } from './answer-cookie.ts'
import { day } from './dates.ts'
import { type Consultation, consultationHere } from './door.tsx'
import { Form, formTokenOf } from './form.tsx'
import { anewField, linkField } from './go-on.tsx'
import { minutesWord } from './hub.tsx'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'
import { Prose } from './prose.tsx'
import { OtherWays, Over, Pair, Papers, SavedAnswer, WhatHappens } from './start-parts.tsx'

export const startPages = new Hono<RouteEnv>()
  .get('/c/:slug', needs('public.read'), async (c) => {
    const consultation = await consultationHere(c)
    const phase = phaseOf(consultation, c.var.ctx.now())
    const collector = await collectorFor(c.var.ctx, consultation.slug, null)
    const version = collector && (await liveVersion(c.var.ctx, collector.questionnaireId))
    const draft = collector && (await draftHere(c, collector.id))
    return page(
      c,
      <Layout title={consultation.title} here="/" synthetic={consultation.synthetic}>
        <p className={phase === 'open' ? 'tag open' : 'tag done'}>{tagOf(consultation, phase)}</p>
        <h1 dir="auto">{consultation.title}</h1>
        <div className="lead">
          <Prose text={consultation.why} />
        </div>
        {version && phase === 'open' && <Facts document={version.document} />}
        {version && phase === 'open' && (
          <Begin
            c={c}
            slug={consultation.slug}
            begun={draft !== undefined && !draft.sent}
            document={version.document}
          />
        )}
        {isOver(phase) && <Over consultation={consultation} now={c.var.ctx.now()} />}
        <Pair consultation={consultation} over={isOver(phase)} />
        {!isOver(phase) && <WhatHappens consultation={consultation} />}
        <OtherWays consultation={consultation} over={isOver(phase)} />
        <Papers consultation={consultation} />
      </Layout>,
    )
  })
  .get('/c/:slug/privacy', needs('public.read'), async (c) => {
    const consultation = await consultationHere(c)
    const { number, text, quotesMayBePublished } = consultation.notice
    return page(
      c,
      <Layout title={`Privacy notice: ${consultation.title}`} synthetic={consultation.synthetic}>
        <p className="tag done">Version {number}</p>
        <h1>How we use your answer</h1>
        <About title={consultation.title} />
        <Prose text={text} />
        <p>
          {quotesMayBePublished
            ? 'Words from answers may be published, edited so that nobody is named. A second person checks each one.'
            : 'Words from answers are not published.'}
        </p>
        <p className="go">
          <a href={`/c/${consultation.slug}`}>Back to the consultation</a>
        </p>
      </Layout>,
    )
  })

function tagOf({ opensAt, closesAt }: Consultation, phase: Phase): string {
  if (phase === 'answered') return 'Answered'
  if (phase === 'closed') return closesAt ? `Closed ${day(closesAt)}` : 'Closed'
  if (phase === 'scheduled') return opensAt ? `Opens ${day(opensAt)}` : 'Not open yet'
  return closesAt ? `Open until ${day(closesAt)}` : 'Open now'
}

function Facts({ document }: { document: QuestionnaireDocument }) {
  const questions = sectionsOf(document, 'main')
    .flatMap((section) => section.pages.flatMap((one) => one.questions))
    .filter(isNumbered)
  const needed = questions.filter((question) => question.required).length
  return (
    <ul className="facts">
      <li>
        <b>About {minutesWord(minutes(document))}</b>
      </li>
      <li>
        <b>{count(questions.length, 'question')}</b>
        {needed === 0 ? ', none needed' : `, ${needed} needed`}
      </li>
      <li>No account</li>
    </ul>
  )
}

interface BeginProps {
  c: Context<RouteEnv>
  slug: string
  begun: boolean
  document: QuestionnaireDocument
}

function Begin({ c, slug, begun, document }: BeginProps) {
  const said = Object.entries(hiddenParameters(document, (code) => c.req.query(code)))
  const hidden = Object.fromEntries(said.map(([code, value]) => [linkField(code), value]))
  return (
    <>
      <Form action={`/c/${slug}/respond`} token={formTokenOf(c)} hidden={hidden}>
        <div className="acts">
          <button type="submit" className="btn">
            {begun ? 'Go on with your answer' : 'Start your answer'}
          </button>
          {begun && (
            <button type="submit" className="btn second" name="go" value={anewField.go}>
              Start a new answer
            </button>
          )}
        </div>
      </Form>
      <p className="note">One cookie finds your answer again for 24 hours. Nothing else is kept on your device.</p>
      {!begun && <SavedAnswer />}
    </>
  )
}

const isOver = (phase: Phase) => phase === 'closed' || phase === 'answered'
