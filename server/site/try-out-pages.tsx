import type { Context } from 'hono'
import type { ReactNode } from 'react'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey, type Part, relevantAnswers, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import type { Fault } from '../../shared/questionnaires/faults.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { AnswerPage, Buttons, statusOf } from './answer-page.tsx'
import { Sheet } from './check-sheet.tsx'
import { En } from './english.tsx'
import { EqualityExplainer } from './equality.tsx'
import type { Fields } from './fields.ts'
import { Form, formTokenOf } from './form.tsx'
import { Layout, Strip } from './layout.tsx'
import { drawn } from './on-page.ts'
import { page as send } from './page.tsx'

/** A draft being answered, and all that is known of it. */
export interface TryOut {
  id: string
  document: QuestionnaireDocument
  /** So far, of both parts; nothing keeps them but the form. */
  answers: Answers
  seed: number
  /** The number of the test person whose answers it began with. */
  person: number | null
}

const address = (tried: TryOut) => `/try-out/${tried.id}`

const hiddenOf = (tried: TryOut): Record<string, string> => ({
  so_far: JSON.stringify(tried.answers),
  seed: String(tried.seed),
  ...(tried.person && { person: String(tried.person) }),
})

/** On every page: what this is, and the two ways out of it. */
const TryOutStrip = ({ tried }: { tried: TryOut }) => (
  <Strip name="Try-out">
    Nothing you answer here is kept.
    {tried.person && ` The answers of test person ${tried.person} are filled in.`}{' '}
    <a href={address(tried)}>{tried.person ? 'Start again, empty' : 'Start again'}</a> or{' '}
    <a href={`/desk/questionnaires/${tried.id}`}>leave the try-out</a>
  </Strip>
)

interface Asked {
  page: VisiblePage
  part: Part
  fields: Fields
  faults: Fault[]
  /** Come from the check, to go back to it. */
  change: boolean
}

/** The page of questions as a respondent sees it. */
export function tryOutQuestions(c: Context<RouteEnv>, tried: TryOut, asked: Asked): Response {
  const { page, part, change, faults } = asked
  const { document, answers } = tried
  const pages = journey(document, answers, part)
  const isFirst = pages[0]?.pageId === page.pageId
  const isAboutYou = part === 'equality'
  return send(
    c,
    <AnswerPage
      document={document}
      page={page}
      pages={pages}
      fields={asked.fields}
      faults={faults}
      action={address(tried)}
      back={null}
      buttons={<QuestionButtons back={change || !isFirst} />}
      synthetic={false}
      strip={<TryOutStrip tried={tried} />}
      drawn={drawn(document, answers, page, part)}
      token={formTokenOf(c)}
      hidden={{ ...hiddenOf(tried), page: page.pageId, ...(change && { change: 'yes' }) }}
      lead={isAboutYou && isFirst && <EqualityExplainer />}
      marksOptional={!isAboutYou}
      seed={tried.seed}
    />,
    statusOf(faults),
  )
}

const QuestionButtons = ({ back }: { back: boolean }) => (
  <Buttons>
    <button type="submit" className="btn">
      Save and go on
    </button>
    {back && <GoTo where="back">Back</GoTo>}
  </Buttons>
)

const GoTo = ({ where, filled = false, children }: { where: string; filled?: boolean; children: ReactNode }) => (
  <button type="submit" className={filled ? 'btn' : 'btn second'} name="to" value={where}>
    {children}
  </button>
)

/** The last page before sending, with everything that was answered. */
export function tryOutCheck(c: Context<RouteEnv>, tried: TryOut): Response {
  const { document } = tried
  return tryOutForm(
    c,
    tried,
    'Check your answers',
    <>
      <Sheet
        document={document}
        answers={relevantAnswers(document, tried.answers)}
        change={({ pageId }, words) => (
          <button type="submit" className="as-link" name="to" value={`page.${pageId}`}>
            {words}
          </button>
        )}
      />
      <p className="note sending">
        <En>Nothing is sent. The button shows what comes after sending.</En>
      </p>
      <div className="acts">
        <GoTo where="end" filled>
          Go on as if it were sent
        </GoTo>
        <GoTo where="last">Back</GoTo>
      </div>
    </>,
  )
}

/** Where a respondent gets the receipt; the questions about them follow once. */
export function tryOutEnd(c: Context<RouteEnv>, tried: TryOut): Response {
  const equality = journey(tried.document, tried.answers, 'equality')
  return tryOutForm(
    c,
    tried,
    'You came to the end',
    <>
      <p className="lead">Here people read that their answer is in, and get a receipt.</p>
      <p>Nothing was sent, and what you answered is gone when you leave this page.</p>
      <div className="acts">
        {equality.length > 0 && (
          <GoTo where="about-you" filled>
            See the questions about you
          </GoTo>
        )}
        <GoTo where="check">Back to the check</GoTo>
      </div>
    </>,
  )
}

/** A page of the try-out that asks nothing itself. */
function tryOutForm(c: Context<RouteEnv>, tried: TryOut, title: string, children: ReactNode): Response {
  return send(
    c,
    <Layout
      title={title}
      menu={false}
      indexed={false}
      language={tried.document.language}
      strip={<TryOutStrip tried={tried} />}
      form
    >
      <div className="ask">
        <h1 lang="en">{title}</h1>
        <Form action={address(tried)} token={formTokenOf(c)} hidden={hiddenOf(tried)}>
          {children}
        </Form>
      </div>
    </Layout>,
  )
}

/** Nothing to try: no page has a question that anybody is asked. */
export const tryOutEmpty = (c: Context<RouteEnv>, tried: TryOut): Response =>
  send(
    c,
    <Layout title="Nothing to try out yet" menu={false} indexed={false} strip={<TryOutStrip tried={tried} />}>
      <h1>Nothing to try out yet</h1>
      <p>Add a question to a page. Then it shows here as people will see it.</p>
    </Layout>,
  )
