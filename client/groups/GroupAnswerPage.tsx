import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { say } from '../../shared/kernel/text.ts'
import { answerWords } from '../../shared/questionnaires/answer-words.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { longDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { LoadedPage } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { type FormalAnswer, type GroupAnswer, groupAnswerQuery } from './api.ts'
import { HowTheyAsked } from './HowTheyAsked.tsx'
import './groups.css'

/** A group's formal answer in full; opening this page is on record. */
export function GroupAnswerPage() {
  const { consultationId = '', groupSlug = '' } = useParams({ strict: false })
  const answer = useQuery(groupAnswerQuery(consultationId, groupSlug))
  return (
    <LoadedPage query={answer} title="A group’s answer" above={above(consultationId)}>
      {(found) => (
        <Page
          title={titleOf(found)}
          note={
            <span className="row">
              {found.responses.some((response) => response.synthetic) ? <SyntheticTag /> : null}
              <span>A formal answer. Opening this page is on record.</span>
            </span>
          }
          trail={[...above(consultationId), found.group.name]}
        >
          {found.responses.length === 0 ? (
            <Empty
              title="No answer yet."
              action={
                <Link to="/groups/$consultationId" params={{ consultationId }}>
                  Back to all groups
                </Link>
              }
            >
              The group was asked. Its answer stands here once it has sent it.
            </Empty>
          ) : null}
          {found.responses.map((response) => (
            <AnswerOf key={say(response.title, response.language)} answer={response} />
          ))}
        </Page>
      )}
    </LoadedPage>
  )
}

const titleOf = ({ group, responses: [first] }: GroupAnswer) =>
  first ? `${group.name} answered on ${longDate(first.receivedOn)}` : group.name

const above = (consultationId: string) => [
  <Link key="all" to="/groups">
    Groups
  </Link>,
  <Link key="board" to="/groups/$consultationId" params={{ consultationId }}>
    Board
  </Link>,
]

function AnswerOf({ answer }: { answer: FormalAnswer }) {
  const { pages, answers, language, howWeAsked } = answer
  // As JSON types go a condition has no bottom; these are the document's own questions.
  const asked = pages.flatMap((page) => page.questions) as Question[]
  const questions = asked.filter((question) => question.type !== 'statement')
  return (
    <>
      {howWeAsked ? <HowTheyAsked how={howWeAsked} /> : null}
      <Part title={say(answer.title, language)}>
        <Panel>
          <dl className="formal-answer">
            {questions.map((question) => {
              const lines = answerWords(question, answers[question.id], language, longDate)
              return (
                <div key={question.id}>
                  <dt lang={language} dir="auto">
                    {say(question.text, language)}
                  </dt>
                  <dd>
                    {lines.length === 0 ? <span className="help">Left blank</span> : null}
                    {lines.map((line) => (
                      <p key={line} dir="auto">
                        {line}
                      </p>
                    ))}
                  </dd>
                </div>
              )
            })}
          </dl>
        </Panel>
      </Part>
    </>
  )
}
