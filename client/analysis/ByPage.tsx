import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { useMayOn } from '../accounts/api.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { type Cross, crosstabQuery } from './api.ts'
import { crossMeasures, filterOf, type Search, useConsultationId, useSearchWords } from './asked.ts'
import { CrossTable } from './CrossTable.tsx'
import { AnalysisDesk, FewForTables, Filters, TooNarrow } from './Desk.tsx'
import { TestSwitch } from './TestSwitch.tsx'
import { Weighing } from './Weighing.tsx'

/** One question by another, most often by who people are. */
export function ByPage() {
  const consultationId = useConsultationId()
  const [search, change] = useSearchWords()
  const asked = filterOf(search)
  const choices = useQuery(crosstabQuery(consultationId, {}))
  const [down, across] = [
    search.down ?? choices.data?.downs[0]?.key,
    search.across ?? choices.data?.acrosses.find(({ part }) => part === 'equality')?.key,
  ]
  const pair = down && across ? { down, across } : {}
  const measured = { ...asked, ...pair, ...crossMeasures(search) }
  const table = useQuery({
    ...crosstabQuery(consultationId, measured),
    enabled: choices.data !== undefined,
    placeholderData: undefined,
  })
  const maySave = useMayOn('analysis.export', consultationId)
  return (
    <AnalysisDesk title="One question by another" here="One question by another" frame={choices.data?.frame}>
      <Loaded query={choices} words="Counting answers…">
        {(data) =>
          data.people < analystRule.leastForTables ? (
            <FewForTables people={data.people} />
          ) : (
            <>
              <div className="filters wide">
                <Pickers choices={data} down={down} across={across} change={change} />
                <Filters frame={data.frame} search={search} change={change} />
              </div>
              <div className="measures">
                <Weighing margins={data.margins} search={search} change={change} />
                {maySave ? <TestSwitch search={search} change={change} /> : null}
              </div>
              <Loaded query={table} words="Counting answers…">
                {(found) => <Found found={found} search={measured} maySave={maySave} />}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </AnalysisDesk>
  )
}

function Found({ found, search, maySave }: { found: Cross; search: Search; maySave: boolean }) {
  if (found.selected === null) return <TooNarrow />
  if (!found.figure) return <ErrorBox error={new Error('There is nothing to cross.')} />
  return <CrossTable found={found} figure={found.figure} search={search} maySave={maySave} />
}

interface PickersProps {
  choices: Cross
  down: string | undefined
  across: string | undefined
  change: (next: Search) => void
}

const option = ({ key, text }: { key: string; text: string }) => ({ value: key, label: text })
const groups = (list: Cross['downs']) =>
  [
    { group: 'Questions', items: list.filter(({ part }) => part === 'main').map(option) },
    { group: 'About people', items: list.filter(({ part }) => part === 'equality').map(option) },
    { group: 'About the answer', items: list.filter(({ part }) => part === 'about').map(option) },
  ].filter(({ items }) => items.length > 0)

function Pickers({ choices, down, across, change }: PickersProps) {
  return (
    <>
      <NativeSelect
        label="Question"
        data={groups(choices.downs)}
        value={down ?? ''}
        onChange={(event) => change({ down: event.currentTarget.value })}
      />
      <NativeSelect
        label="By"
        data={groups(choices.acrosses)}
        value={across ?? ''}
        onChange={(event) => change({ across: event.currentTarget.value })}
      />
    </>
  )
}
