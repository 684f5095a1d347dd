import type { ReactNode } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import type { VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, faultsTitle, hardFaults, warningKey } from '../../shared/questionnaires/faults.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import type { Seed } from '../../shared/questionnaires/shuffle.ts'
import { En } from './english.tsx'
import { type Fields, one } from './fields.ts'
import { Form } from './form.tsx'
import { Layout } from './layout.tsx'
import type { Drawn } from './on-page.ts'
import { QuestionView } from './question.tsx'
import { anchorOf } from './question-frame.tsx'

export interface AnswerPageProps {
  document: QuestionnaireDocument
  page: VisiblePage
  /** All pages asked of this person, to say where they are. */
  pages: VisiblePage[]
  fields: Fields
  faults: Fault[]
  action: string
  back: ReactNode
  buttons: ReactNode
  synthetic: boolean
  /** The page's questions as they stand on it; without it, those that are asked. */
  drawn?: Drawn[]
  token?: string | undefined
  hidden?: Record<string, string>
  /** Said above the questions: whose answer this is, or that all of it is optional. */
  lead?: ReactNode
  marksOptional?: boolean
  seed?: Seed
  saves?: boolean
  group?: boolean
  /** Where the privacy notice of the consultation is. */
  privacy?: string
  strip?: ReactNode
}

/** The warnings that the posted form showed: they are said once. */
export const warnedOf = (fields: Fields): string[] => one(fields, 'warned').split(' ')

/** A page that only warns is no refusal. */
export const statusOf = (faults: Fault[]) => (hardFaults(faults).length > 0 ? 422 : 200)

function shownWarnings(faults: Fault[]): Record<string, string> {
  const warnings = faults.filter((fault) => fault.soft).map(warningKey)
  return warnings.length > 0 ? { warned: warnings.join(' ') } : {}
}

/** One page of questions: the same for a respondent, a group, the builder's preview and its try-out. */
export function AnswerPage(props: AnswerPageProps) {
  const { document, page, faults, marksOptional = true, seed = null } = props
  const language = document.language
  const shown = props.drawn ?? page.questions.map((question): Drawn => ({ question }))
  const parts = new Map(shown.flatMap((one) => (one.parts ? [[one.question.id, one.parts] as const] : [])))
  const asking = { language, fields: props.fields, faults, marksOptional, seed, parts, group: props.group ?? false }
  const title = say(page.title, language) || say(document.title, language)
  return (
    <Layout
      title={titleOf(title, faults)}
      menu={false}
      indexed={false}
      synthetic={props.synthetic}
      language={language}
      privacy={props.privacy}
      strip={props.strip}
      form
    >
      <div className="ask">
        {props.back}
        <Where document={document} page={page} pages={props.pages} />
        {faults.length > 0 && <ErrorSummary page={page} faults={faults} />}
        <h1>{title}</h1>
        {props.lead}
        <Form
          action={props.action}
          token={props.token}
          hidden={{ ...props.hidden, ...shownWarnings(faults) }}
          saves={props.saves ?? false}
        >
          {shown.map(({ question, onPage }) => (
            <QuestionView key={question.id} question={question} asking={asking} onPage={onPage} />
          ))}
          {props.buttons}
        </Form>
      </div>
    </Layout>
  )
}

function titleOf(title: string, faults: Fault[]): string {
  if (hardFaults(faults).length > 0) return `Error: ${title}`
  return faults.length > 0 ? `Look again: ${title}` : title
}

function Where({
  document,
  page,
  pages,
}: {
  document: QuestionnaireDocument
  page: VisiblePage
  pages: VisiblePage[]
}) {
  const at = pages.findIndex((one) => one.pageId === page.pageId)
  if (pages.length < 2 || at < 0) return null
  return (
    <div className="where">
      <En>
        Page {at + 1} of {pages.length}
      </En>
      <ol className="steps" aria-hidden="true">
        {pages.map((one, i) => (
          <li key={one.pageId} className={i < at ? 'past' : i === at ? 'now' : undefined} />
        ))}
      </ol>
      <En>{minutesLeft(document, pages.slice(at))} min left</En>
    </div>
  )
}

const minutesLeft = (document: QuestionnaireDocument, pages: VisiblePage[]) =>
  minutes({
    ...document,
    sections: [
      { id: 'left', title: {}, pages: pages.map(({ pageId, title, questions }) => ({ id: pageId, title, questions })) },
    ],
  })

/** Comes first, takes the focus, and leads to each field in the words of its question. */
export function ErrorSummary({ page, faults }: { page: Pick<VisiblePage, 'questions'>; faults: Fault[] }) {
  const hard = hardFaults(faults)
  const isWarning = hard.length === 0
  const also = isWarning ? [] : faults.filter((fault) => fault.soft)
  return (
    <div className={isWarning ? 'errors soft' : 'errors'} role="alert" tabIndex={-1} aria-labelledby="errors-title">
      <h2 id="errors-title">
        <En>{faultsTitle(faults)}</En>
      </h2>
      <p>
        <En>{isWarning ? howToGoOn(faults) : 'Everything you entered is kept.'}</En>
      </p>
      <FaultLinks page={page} faults={isWarning ? faults : hard} />
      {also.length > 0 && (
        <p>
          <En>You may also look again at:</En>
        </p>
      )}
      <FaultLinks page={page} faults={also} soft />
    </div>
  )
}

const howToGoOn = (faults: Fault[]) =>
  faults.length === 1
    ? 'Change it, or save again and go on as it is.'
    : 'Change them, or save again and go on as they are.'

interface FaultLinksProps {
  page: Pick<VisiblePage, 'questions'>
  faults: Fault[]
  soft?: boolean
}

function FaultLinks({ page, faults, soft = false }: FaultLinksProps) {
  if (faults.length === 0) return null
  return (
    <ul className={soft ? 'soft' : undefined}>
      {faults.map((fault) => {
        const question = page.questions.find((one) => one.id === fault.questionId)
        return (
          <li key={warningKey(fault)}>
            <a href={question ? `#${anchorOf(question, fault.rowId)}` : '#main'}>{fault.about}</a>
          </li>
        )
      })}
    </ul>
  )
}

export const Buttons = ({ children }: { children: ReactNode }) => (
  <>
    <div className="acts">{children}</div>
    <p className="note saved" data-saved="" aria-live="polite" />
  </>
)
