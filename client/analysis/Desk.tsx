import { NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { tooFewWords } from '../../shared/analysis/words.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { useMayOn } from '../accounts/api.ts'
import { timeAndDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import type { Frame } from './api.ts'
import { filterOf, type Search, useConsultationId } from './asked.ts'
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
}

const byName = [...boroughs].sort((a, b) => a.name.localeCompare(b.name))
const boroughChoices = byName.map(({ code, name }) => ({ value: code, label: name }))

interface BoroughProps {
  all: string
  value: string | undefined
  onChange: (code: string) => void
}

export const BoroughPicker = ({ all, value, onChange }: BoroughProps) => (
  <NativeSelect
    label="Borough"
    data={[{ value: '', label: all }, ...boroughChoices]}
    value={value ?? ''}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

/** A borough, or a way in: those of both at once may be few, so choosing the one lets go of the other. */
export function Filters({ frame, search, change }: FiltersProps) {
  const { borough, collector } = filterOf(search)
  return (
    <div className="filters">
      <BoroughPicker all="All boroughs" value={borough} onChange={(code) => change({ borough: code, collector: '' })} />
      <NativeSelect
        label="Way in"
        data={[{ value: '', label: 'All ways in' }, ...frame.waysIn.map(({ id, label }) => ({ value: id, label }))]}
        value={collector ?? ''}
        onChange={(event) => change({ collector: event.currentTarget.value, borough: '' })}
      />
    </div>
  )
}

/** What stands in the place of figures where the filters leave too few people, or all but a few. */
export const TooNarrow = () => <TooFew from="here">Take the filter off, or choose another.</TooFew>

/** Of a borough, or of whom a filter leaves: why nothing is shown. */
export const TooFew = ({ from, children }: { from: string; children?: ReactNode }) => (
  <Empty title="Too few to show.">
    Fewer than five people have answered from {from}, or how many have would tell of fewer than five elsewhere, or there
    are fewer than {analystRule.leastForTables} answers in all. {children}
  </Empty>
)

/** Before there are enough answers for a table. */
export const FewForTables = ({ people }: { people: number }) => (
  <Empty title={people === 0 ? 'No answers yet.' : 'Too few answers yet.'}>
    {tooFewWords(people)} Of fewer, a table could tell what somebody answered.
  </Empty>
)
