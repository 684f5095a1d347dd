import { Button } from '@mantine/core'
import { memo, type ReactNode, useState } from 'react'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { letterWords } from '../../shared/analysis/test-words.ts'
import { unweightedRule, weightingWords } from '../../shared/analysis/weighting-shown.ts'
import { selfSelecting } from '../../shared/analysis/words.ts'
import { count } from '../../shared/kernel/text.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import { Chips } from '../kit/Chips.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { useFocusKept } from '../kit/focus-back.ts'
import { SyntheticTag } from '../kit/Tag.tsx'
import { type BookHead, type BookQuestion, type Cross, fileOf } from './api.ts'
import { useConsultationId } from './asked.ts'
import { useBook } from './book-reading.ts'
import { CrossSheet } from './CrossSheet.tsx'
import { type Show, severalWords, showChoices, showOf, titleOf } from './cross-shown.ts'
import { FewForTables, TooNarrow } from './Desk.tsx'
import { NotWeighted } from './Weighing.tsx'

interface BookProps {
  asked: Record<string, string>
  by: Cross['acrosses']
  people: number
  maySave: boolean
}

/** The book of one asking: made when it is pressed, with its count while it comes, and a way to stop it. */
export function Book({ asked, by, people, maySave }: BookProps) {
  const consultationId = useConsultationId()
  const [chosen, setShow] = useState<Show | null>(null)
  const { state, head, questions, error, make, stop } = useBook(consultationId)
  const place = useFocusKept<HTMLDivElement>(state)
  if (people < analystRule.leastForTables) return <FewForTables people={people} />
  if (by.length === 0)
    return <Empty title="No tables yet.">Choose above what every question is to be shown by, then make the book.</Empty>
  const begin = () => void make(asked)
  const isWeighted = head ? 'report' in (head.weighting ?? {}) : false
  const show = showOf(chosen, isWeighted)
  return (
    <>
      <div className="book-run" ref={place} tabIndex={-1}>
        {state === 'making' ? (
          <Making head={head} done={questions.length} stop={stop} />
        ) : state === 'made' && head ? (
          <Made head={head} questions={questions}>
            <Chips label="Show" choices={showChoices(isWeighted)} value={show} onChange={setShow} />
            <Button onClick={() => window.print()}>Print</Button>
            {maySave ? <Files consultationId={consultationId} asked={asked} /> : null}
          </Made>
        ) : (
          <NotMade by={by.length} stoppedAt={state === 'stopped' ? questions.length : null} begin={begin} />
        )}
      </div>
      {error ? <ErrorBox error={error} what="Not made." again={begin} /> : null}
      {head ? <Head head={head} show={show} isTested={asked.tests !== undefined} /> : null}
      {questions.map((question) => (
        <Question key={question.key} question={question} show={show} />
      ))}
    </>
  )
}

/** `stoppedAt`: after how many questions it was stopped; null where it was not begun, or failed. */
function NotMade({ by, stoppedAt, begin }: { by: number; stoppedAt: number | null; begin: () => void }) {
  return (
    <>
      <p>
        {stoppedAt === null
          ? `Every question by ${count(by, 'variable')}.`
          : `Stopped after ${count(stoppedAt, 'question')}. Nothing was changed.`}
      </p>
      <Button variant="filled" onClick={begin}>
        Make the book
      </Button>
    </>
  )
}

function Making({ head, done, stop }: { head: BookHead | null; done: number; stop: () => void }) {
  return (
    <>
      <p role="status">{head ? `${done} of ${count(head.questions, 'question')} made.` : 'Counting answers…'}</p>
      <progress max={head?.questions ?? 1} value={done} aria-label="Questions made" />
      <Button onClick={stop}>Stop</Button>
    </>
  )
}

/** What was made, and what can be done with it; nothing can be done with a book of nothing. */
function Made({ head, questions, children }: { head: BookHead; questions: BookQuestion[]; children: ReactNode }) {
  if (head.selected === null) return <p>The book is empty.</p>
  const shown = questions.filter(({ tables }) => tables.length > 0)
  const tables = shown.reduce((sum, question) => sum + question.tables.length, 0)
  const of = `${count(head.selected, 'person', 'people')}${head.about ? ` ${head.about}` : ''}`
  return (
    <>
      <p>{`${count(shown.length, 'question')} in ${count(tables, 'table')}, of ${of}.`}</p>
      <div className="row">{children}</div>
    </>
  )
}

function Files({ consultationId, asked }: { consultationId: string; asked: Record<string, string> }) {
  const to = (ending: string) => fileOf(consultationId, `book.${ending}`, asked)
  return (
    <>
      <Button component="a" href={to('csv')}>
        CSV
      </Button>
      <Button component="a" href={to('xlsx')}>
        Excel
      </Button>
    </>
  )
}

/** What holds for every table, said once. `isTested`: whether tests were asked for. */
function Head({ head, show, isTested }: { head: BookHead; show: Show; isTested: boolean }) {
  if (head.selected === null) return <TooNarrow />
  const { weighting, tests, synthetic } = head
  const weights = weighting && 'report' in weighting ? weighting : null
  return (
    <div className="book-head">
      <p className="note">
        {shownWords[show]} {show === 'weighted' || !weights ? '' : 'They are as people answered, not weighted. '}
        Counts of 1 to 4 are hidden, and as many others as keep them from being worked out. {selfSelecting}{' '}
        {synthetic ? <SyntheticTag /> : null}
      </p>
      {weights ? (
        <p className="note">
          {weightingWords(weights.report, weights.without).join(' ')} {unweightedRule}{' '}
          {weights.report ? censusAttribution : ''}
        </p>
      ) : null}
      {tests ? (
        <p className="note">
          {letterWords(tests)} {weights ? 'Letters compare weighted shares, on effective numbers. ' : ''}It holds only
          “if this were a random sample”.
        </p>
      ) : null}
      {weighting && 'refusals' in weighting ? <NotWeighted refusals={weighting.refusals} isTested={isTested} /> : null}
    </div>
  )
}

const shownWords: Record<Show, string> = {
  weighted: 'Shares are of those in the column who answered the question, weighted.',
  shares: 'Shares are of those in the column who answered the question.',
  counts: 'Numbers are people.',
}

/** One question: its tables below each other, a variable each. Drawn once, however many come after it. */
const Question = memo(function Question({ question, show }: { question: BookQuestion; show: Show }) {
  const first = question.tables[0]?.figure
  if (!first) return null
  const title = titleOf(first)
  return (
    <section className="section book-question">
      <h2>{title}</h2>
      {first.down.kind === 'set' ? <p className="note">{severalWords}</p> : null}
      {question.tables.map(({ figure, weighted, tests }) => (
        <div key={figure.across.key} className="book-table">
          <h3>By: {figure.across.text}</h3>
          <CrossSheet shown={{ figure, weighted, tests, show }} title={title} />
        </div>
      ))}
    </section>
  )
})
