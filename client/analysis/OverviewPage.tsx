import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { weightingWords } from '../../shared/analysis/weighting-shown.ts'
import { count, number } from '../../shared/kernel/text.ts'
import { useMayOn } from '../accounts/api.ts'
import { Empty } from '../kit/Empty.tsx'
import { SearchIcon } from '../kit/icons.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { type Figure, fileOf, frequenciesQuery, type Overview } from './api.ts'
import { filterOf, questionMeasures, useConsultationId, useSearchWords } from './asked.ts'
import { AnalysisDesk, Filters, TooNarrow } from './Desk.tsx'
import { GridFigure } from './GridFigure.tsx'
import { QuestionFigure } from './QuestionFigure.tsx'
import { Switched } from './Switched.tsx'
import { NotWeighted, Weighing } from './Weighing.tsx'

/** Every question with its bases: the sentence, the number, the bar, the table. */
export function OverviewPage() {
  const consultationId = useConsultationId()
  const [search, change] = useSearchWords()
  const asked = { ...filterOf(search), ...questionMeasures(search) }
  const found = useQuery(frequenciesQuery(consultationId, asked))
  const maySave = useMayOn('analysis.export', consultationId)
  return (
    <AnalysisDesk
      title={found.data ? titleOf(found.data) : 'All questions'}
      here="All questions"
      frame={found.data?.frame}
      action={
        maySave ? (
          <Button component="a" href={fileOf(consultationId, 'frequencies.csv', asked)}>
            All questions as CSV
          </Button>
        ) : null
      }
    >
      <Loaded query={found} words="Counting answers…">
        {(data) =>
          data.people === 0 ? (
            <Empty title="No answers yet.">Figures appear here with the first ones that are in.</Empty>
          ) : (
            <>
              <Filters frame={data.frame} search={search} change={change} />
              <div className="measures">
                <Weighing margins={data.margins} search={search} change={change} />
                {maySave ? (
                  <Switched
                    says="Show intervals"
                    saysOn="Intervals are shown"
                    help="An interval tells how far a share or a mean could move by chance alone. They are off because people chose to answer: intervals are made for random samples."
                    reason={asked.intervals ? asked.reason : undefined}
                    turnOn={(reason) => change({ intervals: 'on', reason })}
                    turnOff={() => change({ intervals: '', reason: '' })}
                  />
                ) : null}
              </div>
              <Weighted weighting={data.weighting} />
              <Figures data={data} maySave={maySave} />
            </>
          )
        }
      </Loaded>
    </AnalysisDesk>
  )
}

function titleOf({ people, selected, about, groups }: Overview): string {
  if (people === 0) return 'Nobody has answered yet'
  if (about)
    return selected === null
      ? `Too few answered ${about} to show`
      : `${number(selected)} of ${number(people)} people answered ${about}`
  return `${count(people, 'person', 'people')} answered${groups > 0 ? `, and ${count(groups, 'group')}` : ''}`
}

/** How well the weighting went, or why there is none. */
function Weighted({ weighting }: Pick<Overview, 'weighting'>) {
  if (!weighting) return null
  if ('refusals' in weighting) return <NotWeighted refusals={weighting.refusals} />
  return <p className="note">{weightingWords(weighting.report, weighting.without).join(' ')}</p>
}

function Figures({ data, maySave }: { data: Overview; maySave: boolean }) {
  const [sought, setSought] = useState('')
  if (data.selected === null) return <TooNarrow />
  const needle = sought.trim().toLowerCase()
  const questions = groupsOf(data.figures).filter(([first]) => first?.text.toLowerCase().includes(needle))
  return (
    <>
      <TextInput
        data-search
        type="search"
        className="question-search"
        aria-label="Find a question"
        placeholder="Find a question"
        leftSection={<SearchIcon />}
        rightSection={<kbd>/</kbd>}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      {questions.length === 0 ? (
        <Empty
          title={`No question has the words “${sought.trim()}”.`}
          action={<Button onClick={() => setSought('')}>Clear the search</Button>}
        />
      ) : null}
      {questions.map((statements) => (
        <Question key={statements[0]?.question} statements={statements} data={data} maySave={maySave} />
      ))}
    </>
  )
}

interface QuestionProps {
  statements: Figure[]
  data: Overview
  maySave: boolean
}

function Question({ statements, data, maySave }: QuestionProps) {
  const first = statements[0]
  if (!first) return null
  const { synthetic, weighting } = data
  const isRaked = weighting !== null && 'report' in weighting && weighting.report !== null
  const same = { synthetic, maySave, isRaked }
  return first.rowText === null ? (
    <QuestionFigure figure={first} {...same} />
  ) : (
    <GridFigure statements={statements} {...same} />
  )
}

/** The statements of one grid stand together. */
function groupsOf(figures: Figure[]): Figure[][] {
  const groups = new Map<string, Figure[]>()
  for (const figure of figures) {
    const key = figure.rowText === null ? figure.key : figure.question
    groups.set(key, [...(groups.get(key) ?? []), figure])
  }
  return [...groups.values()]
}
