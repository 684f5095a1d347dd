import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { boroughByCode } from '../../shared/population/boroughs.ts'
import { Chips } from '../kit/Chips.tsx'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Board, BoardGroup } from './api.ts'

type State = BoardGroup['state']
const words: Record<State, string> = { sent: 'Sent', started: 'Started', asked: 'Asked', 'not asked': 'Not asked' }
const order: State[] = ['sent', 'started', 'asked', 'not asked']
const boroughOf = (group: BoardGroup) => boroughByCode(group.boroughCode)?.name ?? group.boroughCode

/** The table that is the truth: one line a group, with its state, its answer where one is in, and the asking. */
export function BoardTable({ board, ask }: { board: Board; ask: ((groupId: string) => void) | undefined }) {
  const [shown, show] = useState<State | 'all'>('all')
  const { groups, consultation } = board
  const present = order.filter((state) => groups.some((group) => group.state === state))
  const choices = [
    { key: 'all' as const, says: `All ${groups.length}` },
    ...present.map((state) => ({
      key: state,
      says: `${words[state]} ${groups.filter((g) => g.state === state).length}`,
    })),
  ]
  return (
    <Part
      title="The groups"
      tools={
        <FigureTools
          figure={`${consultation.title}, groups`}
          rows={() => [
            ['Group', 'Borough', 'State'],
            ...groups.map((group) => [group.name, boroughOf(group), words[group.state]]),
          ]}
          how={
            <p>
              Asked: the group has its own way in. Started: it saved something. Sent: its formal answer is in. A started
              answer is never counted.
            </p>
          }
        />
      }
    >
      <Table
        caption="Groups and how far each has come"
        columns={columnsOf(board, ask)}
        rows={groups.filter((group) => shown === 'all' || group.state === shown)}
        keyOf={(group) => group.id}
        words={(group) => `${group.name} ${boroughOf(group)}`}
        searchLabel="Find a group or a borough"
        tools={<Chips label="Show" choices={choices} value={shown} onChange={show} />}
      />
    </Part>
  )
}

const columnsOf = ({ consultation }: Board, ask: ((groupId: string) => void) | undefined): Column<BoardGroup>[] => [
  { head: 'Borough', cell: (group) => boroughOf(group) },
  { head: 'Group', cell: (group) => group.name },
  {
    head: 'State',
    cell: (group) => <Tag kind={group.state === 'sent' ? 'done' : undefined}>{words[group.state]}</Tag>,
  },
  {
    head: 'Answer',
    cell: (group) => {
      if (group.state === 'sent')
        return (
          <Link
            to="/groups/$consultationId/$groupSlug"
            params={{ consultationId: consultation.id, groupSlug: group.slug }}
            aria-label={`Read the answer: ${group.name}`}
          >
            Read the answer
          </Link>
        )
      if (group.state !== 'not asked' || !ask)
        return <span className="help">{consultation.phase === 'open' || ask ? 'none yet' : 'none'}</span>
      return (
        <Button size="compact-sm" onClick={() => ask(group.id)} aria-label={`Ask: ${group.name}`}>
          Ask
        </Button>
      )
    },
  },
]
