import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { number } from '../../shared/kernel/text.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { Waiting } from '../kit/Waiting.tsx'
import { type TextPage, textsQuery } from './api.ts'
import { useConsultationId, useSearchWords } from './asked.ts'
import { AnalysisDesk } from './Desk.tsx'

/** What people wrote, question by question, a page at a time. */
export function WordsPage() {
  const consultationId = useConsultationId()
  const [search, change] = useSearchWords()
  const asked = search.question ? { question: search.question } : {}
  const pages = useInfiniteQuery({
    queryKey: ['analysis', consultationId, 'words', asked],
    queryFn: async ({ pageParam, client }) =>
      client.fetchQuery(textsQuery(consultationId, { ...asked, ...(pageParam ? { after: pageParam } : {}) })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  const first = pages.data?.pages[0]
  return (
    <AnalysisDesk title="In their words" here="In their words" frame={first?.frame}>
      {pages.isError ? <ErrorBox error={pages.error} again={() => void pages.refetch()} /> : null}
      {pages.isPending ? <Waiting words="Fetching what people wrote…" /> : null}
      {first ? (
        <>
          <QuestionPicker page={first} change={(question) => change({ question })} />
          <Texts pages={pages.data?.pages ?? []} />
        </>
      ) : null}
      {pages.hasNextPage ? (
        <div className="row">
          <Button onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
            {pages.isFetchingNextPage ? 'Fetching…' : 'Show 50 more'}
          </Button>
        </div>
      ) : null}
    </AnalysisDesk>
  )
}

function QuestionPicker({ page, change }: { page: TextPage; change: (question: string) => void }) {
  if (page.questions.length === 0) return null
  return (
    <div className="filters">
      <NativeSelect
        label="Question"
        className="question-select"
        data={page.questions.map(({ id, text, isOther }) => ({ value: id, label: isOther ? `${text} (other)` : text }))}
        value={page.question?.id ?? ''}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </div>
  )
}

function Texts({ pages }: { pages: TextPage[] }) {
  const first = pages[0]
  const texts = pages.flatMap((page) => page.texts)
  if (!first?.question)
    return <Empty title="No question here asks for words.">A text question is added in the builder.</Empty>
  if (texts.length === 0)
    return <Empty title="Nobody has written anything here yet.">Their words appear as answers come in.</Empty>
  return (
    <>
      <p className="note">
        {number(texts.length)} of {number(first.total)} answers, in no order of time. Each page you read is logged.
        Equality answers are never shown beside words. Not monitored: for a crime call 101, or 999 in an emergency.
      </p>
      <ol className="written">
        {texts.map(({ id, text, synthetic }) => (
          <li key={id}>
            <p dir="auto">{text}</p>
            {synthetic ? <SyntheticTag /> : null}
          </li>
        ))}
      </ol>
    </>
  )
}
