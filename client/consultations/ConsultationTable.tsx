import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count, number } from '../../shared/kernel/text.ts'
import { Chips } from '../kit/Chips.tsx'
import { daysUntil, shortDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { ListedConsultation } from './api.ts'

export const phaseWords: Record<ListedConsultation['phase'], string> = {
  draft: 'Draft',
  asked: 'Asked to open',
  scheduled: 'Opens soon',
  open: 'Open',
  closed: 'Closed',
  answered: 'Answered',
}

export const PhaseTag = ({ phase }: { phase: ListedConsultation['phase'] }) => (
  <Tag kind={phase === 'open' ? 'open' : phase === 'answered' ? 'done' : undefined}>{phaseWords[phase]}</Tag>
)

const columns: Column<ListedConsultation>[] = [
  {
    head: 'Consultation',
    cell: (row) => (
      <>
        <Link to="/consultations/$consultationId" params={{ consultationId: row.id }}>
          {row.title}
        </Link>
        <small>{instruments(row)}</small>
      </>
    ),
  },
  { head: 'State', cell: (row) => <PhaseTag phase={row.phase} /> },
  { head: 'Dates', cell: (row) => <Dates row={row} /> },
  { head: 'Answers', numeric: true, cell: (row) => (row.answers === null ? '–' : number(row.answers)) },
  {
    head: 'Groups',
    cell: ({ groups }) =>
      groups.asked > 0 ? <span className="whole">{`${groups.sent} of ${groups.asked} sent`}</span> : '–',
  },
  { head: 'Next step', cell: (row) => row.nextStep },
]

function instruments(row: ListedConsultation): string {
  const [first, ...more] = row.questionnaires
  if (!first) return 'No questionnaire yet'
  if (more.length > 0)
    return `${row.questionnaires.length} questionnaires: ${row.questionnaires.map((q) => q.name).join(', ')}`
  return first.version === null
    ? `${first.name}, draft, ${count(first.questions, 'question')}`
    : `${first.name}, version ${first.version}`
}

function Dates({ row }: { row: ListedConsultation }) {
  if (row.phase === 'open' && row.closesAt) {
    const left = daysUntil(row.closesAt)
    return (
      <>
        <span className="whole">closes {shortDate(row.closesAt)}</span>
        <small>{left === 0 ? 'today' : `${count(left, 'day')} left`}</small>
      </>
    )
  }
  if ((row.phase === 'closed' || row.phase === 'answered') && row.closesAt)
    return <span className="whole">closed {shortDate(row.closesAt)}</span>
  if (!row.opensAt) return <>not set</>
  return (
    <>
      <span className="whole">{shortDate(row.opensAt)}</span>{' '}
      <span className="whole">to {shortDate(row.closesAt)}</span>
    </>
  )
}

type Filter = 'all' | 'draft' | 'open' | 'closed' | 'answered'
const kindOf = (row: ListedConsultation): Filter =>
  row.phase === 'asked' || row.phase === 'scheduled' ? 'draft' : row.phase

/** Every consultation this person works on, with its state and its next step. */
export function ConsultationTable({ rows }: { rows: ListedConsultation[] }) {
  const [filter, setFilter] = useState<Filter>('all')
  const kinds = (['open', 'draft', 'closed', 'answered'] as const).filter((kind) =>
    rows.some((row) => kindOf(row) === kind),
  )
  const words = { open: 'Open', draft: 'Not open yet', closed: 'Closed', answered: 'Answered' }
  const choices = [
    { key: 'all' as Filter, says: `All ${rows.length}` },
    ...kinds.map((kind) => ({
      key: kind as Filter,
      says: `${words[kind]} ${rows.filter((row) => kindOf(row) === kind).length}`,
    })),
  ]
  return (
    <Table
      caption="Consultations"
      columns={columns}
      rows={rows.filter((row) => filter === 'all' || kindOf(row) === filter)}
      keyOf={(row) => row.id}
      words={(row) => row.title}
      searchLabel="Find a consultation"
      tools={rows.length > 1 ? <Chips label="Show" choices={choices} value={filter} onChange={setFilter} /> : null}
      empty={
        <Empty title="No consultations yet.">A consultation says what is decided, what is still open, and asks.</Empty>
      }
    />
  )
}
