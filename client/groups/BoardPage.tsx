import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { list } from '../../shared/analysis/words.ts'
import { count } from '../../shared/kernel/text.ts'
import { useMayOn } from '../accounts/api.ts'
import { askGroups } from '../collectors/api.ts'
import { fullDay } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { LoadedPage } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type Board, boardQuery } from './api.ts'
import { BoardMap } from './BoardMap.tsx'
import { BoardTable } from './BoardTable.tsx'
import './groups.css'

/** One consultation and its groups: asked, started, sent, on the map and as a table. */
export function BoardPage() {
  const { consultationId = '' } = useParams({ strict: false })
  const board = useQuery(boardQuery(consultationId))
  return (
    <LoadedPage query={board} title="What groups answered" above={above}>
      {(found) => <BoardOf board={found} />}
    </LoadedPage>
  )
}

const above = [
  <Link key="all" to="/groups">
    Groups
  </Link>,
]

function BoardOf({ board }: { board: Board }) {
  const { consultation, groups, questionnaires } = board
  const client = useQueryClient()
  const say = useUndoBar()
  const [questionnaireId, choose] = useState(questionnaires[0]?.id)
  const mayAsk = useMayOn('group.ask', consultation.id) && !isOver(board) && questionnaires.length > 0
  const ask = useMutation({
    mutationFn: (ids: string[]) => askGroups(consultation.id, ids, questionnaireId),
    onSuccess: async (_, ids) => {
      await client.invalidateQueries({ queryKey: ['groups', 'board', consultation.id] })
      await client.invalidateQueries({ queryKey: ['consultations'] })
      say(ids.length === 1 ? 'The group is asked.' : `${ids.length} groups are asked.`)
    },
  })
  const unasked = groups.filter((group) => group.state === 'not asked')
  const asked = groups.length - unasked.length
  return (
    <Page
      title={titleOf(board)}
      note={`${consultation.title}, ${closingOf(board)}`}
      trail={[...above, consultation.title]}
      action={
        mayAsk && unasked.length > 0 ? (
          <Button variant="filled" loading={ask.isPending} onClick={() => ask.mutate(unasked.map((group) => group.id))}>
            {asked === 0 ? `Ask all ${groups.length} groups` : `Ask the other ${unasked.length}`}
          </Button>
        ) : null
      }
    >
      {ask.isError ? <ErrorBox error={ask.error} what="Not asked." /> : null}
      <Panel raised>
        <div className="board-top">
          <div className="stack">
            <p className="spoken">{spokenOf(board)}</p>
            <p className="help">
              A group answers once, for all its members, and says how it asked people. It may send a new answer until
              closing; the last one counts. A group is never counted as a person.
            </p>
            {consultation.synthetic ? <SyntheticTag /> : null}
            {mayAsk && questionnaires.length > 1 ? (
              <NativeSelect
                label="Ask with this questionnaire"
                value={questionnaireId}
                onChange={(event) => choose(event.currentTarget.value)}
                data={questionnaires.map((one) => ({ value: one.id, label: one.name }))}
              />
            ) : null}
          </div>
          <BoardMap groups={groups} />
        </div>
      </Panel>
      <BoardTable board={board} ask={mayAsk ? (id) => ask.mutate([id]) : undefined} />
    </Page>
  )
}

const isOver = ({ consultation: { phase } }: Board) => phase === 'closed' || phase === 'answered'

function titleOf(board: Board): string {
  const { groups } = board
  if (groups.some((group) => group.state !== 'not asked')) {
    const sent = groups.filter((group) => group.state === 'sent').length
    return `${sent} of ${count(groups.length, 'group')} answered`
  }
  return isOver(board) ? 'No group was asked' : 'No group has been asked yet'
}

function closingOf(board: Board): string {
  const { closesAt } = board.consultation
  if (!closesAt) return 'no closing day yet'
  return `${isOver(board) ? 'closed' : 'closes'} ${fullDay(closesAt)}`
}

function spokenOf(board: Board): string {
  const { groups } = board
  const of = (state: string) => groups.filter((group) => group.state === state).length
  if (of('not asked') === groups.length) {
    return isOver(board)
      ? 'It is closed, so no group can be asked any more.'
      : 'Ask the groups, and each coordinator finds the questions on the page of their own group.'
  }
  const parts: [number, string][] = [
    [of('sent'), 'sent an answer'],
    [of('started'), 'started one'],
    [of('asked'), 'have not started'],
    [of('not asked'), 'were not asked'],
  ]
  return `${list(parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`))}.`
}
