import { Hono } from 'hono'
import { phaseOf } from '../../shared/consultations/phase.ts'
import type { CommitmentStatus } from '../../shared/feedback/commitment.ts'
import { count } from '../../shared/kernel/text.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import { collectorFor } from '../collectors/queries.ts'
import { publicConsultations } from '../consultations/queries.ts'
import { commitmentsOf, type PublishedAnswer, publishedAnswers } from '../feedback/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { liveVersion } from '../questionnaires/queries.ts'
import { day, daysUntil, shortDay } from './dates.ts'
import { Form, formTokenOf } from './form.tsx'
import { HeardMap, latestHeard } from './heard-map.tsx'
import { Layout } from './layout.tsx'
import { Tick } from './marks.tsx'
import { page } from './page.tsx'
import { withheldWords } from './plan-evidence.tsx'
import { firstParagraph } from './prose.tsx'

/** The first page: what is open, and what was answered. */
export const hubPages = new Hono<RouteEnv>().get('/', needs('public.read'), async (c) => {
  const ctx = c.var.ctx
  const all = await Promise.all((await publicConsultations(ctx)).map((one) => withMinutes(ctx, one)))
  const open = all.filter(({ phase }) => phase === 'open' || phase === 'scheduled')
  const over = all.filter(({ phase }) => phase === 'closed' || phase === 'answered')
  const answers = await answersBySlug(ctx)
  const map = await latestHeard(ctx, answers.values())
  return page(
    c,
    <Layout title="Consultations" here="/" synthetic={all.some(({ consultation }) => consultation.synthetic)} figures>
      <h1>Have a say in how London is policed. Then see what came of it.</h1>
      <p className="lead">Questions the policing plan is still deciding, and what we did with the answers so far.</p>
      {all.length === 0 && <p>Nothing is open just now. When a consultation opens, it is here.</p>}
      {open.length === 0 && over.length > 0 && <p>Nothing is open just now. These were answered before.</p>}
      <div className={over.length > 0 && open.length > 0 ? 'cards two' : 'cards'}>
        {open.length > 0 && (
          <div className="stack">
            {open.map((listed) => (
              <OpenCard
                key={listed.consultation.id}
                {...listed}
                now={ctx.now()}
                raised={listed === open[0]}
                token={formTokenOf(c)}
              />
            ))}
          </div>
        )}
        {over.length > 0 && (
          <div className="stack">
            {over.map((listed) => (
              <OverCard key={listed.consultation.id} {...listed} answer={answers.get(listed.consultation.slug)} />
            ))}
          </div>
        )}
      </div>
      {map && <HeardMap {...map} />}
    </Layout>,
  )
})

/** Every published answer with how its promises stand, newest first. */
async function answersBySlug(ctx: Ctx): Promise<Map<string, Answered>> {
  const answers = await publishedAnswers(ctx)
  const all = await Promise.all(
    answers.map(async (one) => ({ ...one, promises: await commitmentsOf(ctx, one.answerId) })),
  )
  return new Map(all.map((one) => [one.slug, one]))
}

interface Answered extends PublishedAnswer {
  promises: { status: CommitmentStatus }[]
}

/** "1 promise kept, 1 on time, 1 late. 1 request turned down, and why." */
function standing(promises: { status: CommitmentStatus }[]): string {
  const of = (status: CommitmentStatus) => promises.filter((one) => one.status === status).length
  const [kept, onTime, late, refused] = [of('done'), of('on_time'), of('late'), of('not_doing')]
  const stands = [
    [kept, 'kept'],
    [onTime, 'on time'],
    [late, 'late'],
  ] as const
  const parts = stands
    .filter(([n]) => n > 0)
    .map(([n, words], i) => (i === 0 ? `${count(n, 'promise')} ${words}` : `${n} ${words}`))
  const turned = refused > 0 ? ` ${count(refused, 'request')} turned down, and why.` : ''
  return `${parts.join(', ')}${parts.length > 0 ? '.' : ''}${turned}`.trim()
}

interface Listed {
  consultation: Listing
  phase: ReturnType<typeof phaseOf>
  minutes: number | null
}
type Listing = Awaited<ReturnType<typeof publicConsultations>>[number]

async function withMinutes(ctx: Ctx, consultation: Listing): Promise<Listed> {
  const phase = phaseOf(consultation, ctx.now())
  if (phase !== 'open') return { consultation, phase, minutes: null }
  const collector = await collectorFor(ctx, consultation.slug, null)
  const version = collector && (await liveVersion(ctx, collector.questionnaireId))
  return { consultation, phase, minutes: version ? minutes(version.document) : null }
}

interface OpenCardProps extends Listed {
  now: Date
  raised: boolean
  token: string | undefined
}

function OpenCard({ consultation, phase, minutes: long, now, raised, token }: OpenCardProps) {
  const { slug, title, why, opensAt, closesAt } = consultation
  return (
    <article className={raised ? 'card up' : 'card'}>
      <p className="tag open">{phase === 'open' ? 'Open now' : `Opens ${opensAt ? shortDay(opensAt, now) : 'soon'}`}</p>
      <h2>{title}</h2>
      <p dir="auto">{firstParagraph(why)}</p>
      <ul className="facts">
        {long !== null && (
          <li>
            <b>About {minutesWord(long)}</b>
          </li>
        )}
        {closesAt && (
          <li>
            closes <b>{shortDay(closesAt, now)}</b>
          </li>
        )}
        {closesAt && phase === 'open' && <li>{left(closesAt, now)}</li>}
      </ul>
      {long === null ? (
        <p className="go">
          <a href={`/c/${slug}`}>What it is about</a>
        </p>
      ) : (
        <>
          <Form action={`/c/${slug}/respond`} token={token}>
            <button type="submit" className="btn">
              Start your answer
            </button>
          </Form>
          <p className="go small">
            <a href={`/c/${slug}`}>
              What is decided, and what is still open<span className="hide">: {title}</span>
            </a>
          </p>
        </>
      )}
    </article>
  )
}

export const minutesWord = (long: number) => (long === 1 ? '1 minute' : `${long} minutes`)

function left(closesAt: Date, now: Date): string {
  const days = daysUntil(closesAt, now)
  if (days <= 0) return 'closes today'
  return days === 1 ? '1 day left' : `${days} days left`
}

function OverCard({ consultation, phase, answer }: Listed & { answer: Answered | undefined }) {
  const { slug, title, why, closesAt, answerBy, synthetic } = consultation
  return (
    <article className="card">
      {phase === 'answered' ? (
        <p className="tag done">
          <Tick size={16} /> Answered {answer?.publishedAt && day(answer.publishedAt)}
        </p>
      ) : (
        <p className="tag done">Closed {closesAt && day(closesAt)}</p>
      )}
      <h2>{title}</h2>
      {answer ? <SaidAndDone answer={answer} /> : <p dir="auto">{firstParagraph(why)}</p>}
      {phase === 'closed' && answerBy && <p>We say what we heard and what we will do by {day(answerBy)}.</p>}
      <p className="go">
        <a href={answer ? `/c/${slug}/results` : `/c/${slug}`}>
          {answer ? 'Read the answer' : 'What it asked'}
          <span className="hide">: {title}</span>
        </a>
      </p>
      {synthetic && <p className="tag example">Synthetic example</p>}
    </article>
  )
}

const SaidAndDone = ({ answer }: { answer: Answered }) => (
  <>
    <h3>You said</h3>
    <p dir="auto">{answer.fault ? withheldWords : answer.said}</p>
    <h3>We did</h3>
    <p>{standing(answer.promises)}</p>
  </>
)
