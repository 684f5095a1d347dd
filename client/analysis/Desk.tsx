import { NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { boroughs } from '../../shared/population/boroughs.ts'
import { useMayOn } from '../accounts/api.ts'
import { timeAndDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import type { Frame } from './api.ts'
import { type Search, useConsultationId } from './asked.ts'
import './analysis.css'

interface DeskProps {
  title: string
  here: string
  frame: Pick<Frame, 'title' | 'at' | 'isOpen'> | undefined
  action?: ReactNode
  children: ReactNode
}

const views = [
  { to: '/analysis/$consultationId', says: 'All questions' },
  { to: '/analysis/$consultationId/by', says: 'One question by another' },
  { to: '/analysis/$consultationId/book', says: 'Book of tables' },
  { to: '/analysis/$consultationId/heard', says: 'Who was heard' },
  { to: '/analysis/$consultationId/words', says: 'In their words' },
] as const
const exportView = { to: '/analysis/$consultationId/export', says: 'Answers as a file' } as const

/** The frame of every analysis page: whose figures these are, up to when, and the ways to look. */
export function AnalysisDesk({ title, here, frame, action, children }: DeskProps) {
  const consultationId = useConsultationId()
  const shown = useMayOn('responses.see-exports', consultationId) ? [...views, exportView] : views
  const trail = [
    <Link key="analysis" to="/analysis">
      Analysis
    </Link>,
    here,
  ]
  return (
    <Page title={title} note={frame ? noteOf(frame) : 'Analysis'} trail={trail} action={action}>
      <nav className="views" aria-label="Ways to look">
        {shown.map((view) => (
          <Link
            key={view.to}
            to={view.to}
            params={{ consultationId }}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {view.says}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  )
}

const noteOf = ({ title, at, isOpen }: Pick<Frame, 'title' | 'at' | 'isOpen'>) =>
  `${title}, answers to ${timeAndDate(at)}${isOpen ? '. While it is open, figures move on in steps of ten.' : ''}`

interface FiltersProps {
  frame: Frame
  search: Search
  change: (next: Search) => void
  /** What the borough is filtered by; the map has its own. */
  areas?: { value: string; label: string }[]
  areaKey?: string
}

const byName = [...boroughs].sort((a, b) => a.name.localeCompare(b.name))
export const boroughChoices = byName.map(({ code, name }) => ({ value: code, label: name }))

/** Borough and way in. */
export function Filters({ frame, search, change, areas, areaKey = 'borough' }: FiltersProps) {
  const places = areas ?? [{ value: '', label: 'All boroughs' }, ...boroughChoices]
  return (
    <div className="filters">
      <NativeSelect
        label="Borough"
        data={places}
        value={search[areaKey] ?? places[0]?.value ?? ''}
        onChange={(event) => change({ [areaKey]: event.currentTarget.value })}
      />
      <NativeSelect
        label="Way in"
        data={[{ value: '', label: 'All ways in' }, ...frame.waysIn.map(({ id, label }) => ({ value: id, label }))]}
        value={search.collector ?? ''}
        onChange={(event) => change({ collector: event.currentTarget.value })}
      />
    </div>
  )
}

/** What stands in the place of figures where the filters leave too few people, or all but a few. */
export const TooNarrow = () => (
  <Empty title="Too few to show.">
    This filter leaves, or leaves out, fewer than five people: they could be told apart. Choose a wider one.
  </Empty>
)
