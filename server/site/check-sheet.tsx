import type { ReactNode } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Answers, Id, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, faultsTitle } from '../../shared/questionnaires/faults.ts'
import type { Draft } from '../responses/drafts.ts'
import { answerWords } from './answer-words.ts'
import type { Door } from './door.tsx'
import { En } from './english.tsx'

interface SheetProps {
  document: QuestionnaireDocument
  answers: Answers
  /** Draws the way back to a question on its page. */
  change: (place: { pageId: Id; questionId: Id }, words: ReactNode) => ReactNode
}

/** What was answered, in the order it was asked. */
export function Sheet({ document, answers, change }: SheetProps) {
  const asked = journey(document, answers, 'main').flatMap((one) =>
    one.questions.filter((q) => q.type !== 'statement').map((question) => ({ question, pageId: one.pageId })),
  )
  return (
    <dl className="check">
      {asked.map(({ question, pageId }) => (
        <Line
          key={question.id}
          question={question}
          words={answerWords(question, answers[question.id], document.language)}
          language={document.language}
          change={(words) => change({ pageId, questionId: question.id }, words)}
        />
      ))}
    </dl>
  )
}

interface LineProps {
  question: Question
  words: string[]
  language: string
  change: (words: ReactNode) => ReactNode
}

function Line({ question, words, language, change }: LineProps) {
  const text = say(question.text, language)
  return (
    <div>
      <dt>{text}</dt>
      <dd>
        {words.length === 0 ? (
          <En className="quiet">Not answered</En>
        ) : (
          words.map((line) => (
            <p key={line} dir="auto">
              {line}
            </p>
          ))
        )}
        {question.type === 'postcode' && words.length > 0 && (
          <p className="note">
            <En>Found from what you gave. The postcode is gone.</En>
          </p>
        )}
      </dd>
      <dd>
        {change(
          <>
            Change<span className="hide">: {text}</span>
          </>,
        )}
      </dd>
    </div>
  )
}

/** Sending found something still open: an older draft, or a version with more to answer. */
export function StillMissing({ faults, door }: { faults: Fault[]; door: Door & { draft: Draft } }) {
  const pages = journey(door.version.document, door.draft.answers, 'main')
  return (
    <div className="errors" role="alert" tabIndex={-1} aria-labelledby="errors-title">
      <h2 id="errors-title">
        <En>{faultsTitle(faults)}</En>
      </h2>
      <p>
        <En>Everything you entered is kept. Nothing was sent yet.</En>
      </p>
      <ul>
        {faults.map((fault) => {
          const at = pages.find((one) => one.questions.some((q) => q.id === fault.questionId))
          return (
            <li key={`${fault.questionId}${fault.rowId ?? ''}`}>
              <a href={`${door.base}${at ? `/page/${at.pageId}?change` : ''}`}>{fault.about}</a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
