import { Button, NativeSelect } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { count } from '../../shared/kernel/text.ts'
import { printed, reading } from '../../shared/plans/cell.ts'
import { matches, type PlanFilter, planFilter, wordsOf } from '../../shared/plans/filter.ts'
import { statuses, statusWord } from '../../shared/plans/rag.ts'
import { shortDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Rag } from '../kit/Rag.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import type { ListedObjective, Plan } from './api.ts'
import './plans.css'

const columns: Column<ListedObjective>[] = [
  {
    head: 'Objective',
    cell: (row) => (
      <>
        <Link to="/plan/$objectiveId" params={{ objectiveId: row.id }}>
          {row.ref} {printed(row.text)}
        </Link>
        <small>{count(row.actions.length, 'action')}</small>
      </>
    ),
  },
  { head: 'Status', cell: (row) => <Rag status={row.rag} /> },
  { head: 'Lead', cell: (row) => row.leads.join(', ') || 'None printed' },
  { head: 'Timescale', cell: (row) => timescales(row).join('; ') || 'None printed' },
  { head: 'Last report', cell: (row) => lastReport(row) },
]

const timescales = (row: ListedObjective) => [
  ...new Set([row, ...row.actions].flatMap((each) => each.timescales.map(reading))),
]

function lastReport(row: ListedObjective): string {
  const all = [row, ...row.actions].flatMap((each) => each.reports)
  const last = all.toSorted((a, b) => a.number - b.number).at(-1)
  return last ? shortDate(last.at) : 'None yet'
}

/** All objectives, narrowed by the address: a filtered list can be sent to somebody, and going back keeps it. */
export function ObjectiveTable({ plan }: { plan: Plan }) {
  const asked = planFilter.safeParse(useSearch({ strict: false }))
  const filter: PlanFilter = asked.success ? asked.data : {}
  const go = useNavigate()
  const set = (next: PlanFilter) => void go({ to: '/plan', search: next as never, replace: true })
  const rows = plan.themes.flatMap((theme) => theme.objectives).filter((row) => matches(row, filter))
  return (
    <div className="plan-list">
      <Table
        caption="Objectives of the plan"
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        words={wordsOf}
        searchLabel="Find in the plan"
        tools={<Filters plan={plan} filter={filter} set={set} />}
        empty={
          <Empty title="No objective is all of these." action={<Button onClick={() => set({})}>Show all</Button>}>
            {wordsOfFilter(plan, filter)}
          </Empty>
        }
      />
    </div>
  )
}

function wordsOfFilter(plan: Plan, { theme, lead, status }: PlanFilter): string {
  const found = plan.themes.find((each) => each.number === theme)
  const parts = [
    theme && `theme ${theme}${found ? `, ${printed(found.title)}` : ''}`,
    lead,
    status && statusWord[status].toLowerCase(),
  ]
  return `You asked for: ${parts.filter(Boolean).join('; ')}.`
}

function Filters({ plan, filter, set }: { plan: Plan; filter: PlanFilter; set: (next: PlanFilter) => void }) {
  const change = (part: 'theme' | 'lead' | 'status') => (event: React.ChangeEvent<HTMLSelectElement>) =>
    set(planFilter.parse({ ...filter, [part]: event.currentTarget.value }))
  const themes = plan.themes.map((t) => ({ value: String(t.number), label: `${t.number}. ${printed(t.title)}` }))
  return (
    <>
      <NativeSelect
        aria-label="Theme"
        data={[{ value: '', label: 'Every theme' }, ...themes]}
        value={filter.theme ?? ''}
        onChange={change('theme')}
      />
      <NativeSelect
        aria-label="Lead"
        data={[{ value: '', label: 'Every lead' }, ...plan.leads]}
        value={filter.lead ?? ''}
        onChange={change('lead')}
      />
      <NativeSelect
        aria-label="Status"
        data={[{ value: '', label: 'Every status' }, ...statuses.map((s) => ({ value: s, label: statusWord[s] }))]}
        value={filter.status ?? ''}
        onChange={change('status')}
      />
    </>
  )
}
