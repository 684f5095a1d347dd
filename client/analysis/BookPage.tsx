import { useQuery } from '@tanstack/react-query'
import { useMayOn } from '../accounts/api.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { crosstabQuery } from './api.ts'
import { crossMeasures, filterOf, useConsultationId, useSearchWords } from './asked.ts'
import { Book } from './Book.tsx'
import { BookVariables } from './BookVariables.tsx'
import { AnalysisDesk, Filters } from './Desk.tsx'
import { TestSwitch } from './TestSwitch.tsx'
import { Weighing } from './Weighing.tsx'
import './book.css'

/** Every question by a few variables: chosen here, made on demand, printed or taken as a file. */
export function BookPage() {
  const consultationId = useConsultationId()
  const [search, change] = useSearchWords()
  const choices = useQuery(crosstabQuery(consultationId, {}))
  const maySave = useMayOn('analysis.export', consultationId)
  return (
    <AnalysisDesk title="Book of tables" here="Book of tables" frame={choices.data?.frame}>
      <Loaded query={choices} words="Counting answers…">
        {({ frame, acrosses, margins, people }) => {
          const wanted = search.by?.split(',') ?? []
          const by = acrosses.filter(({ key }) => wanted.includes(key))
          const asked = { ...filterOf(search), ...crossMeasures(search), by: by.map(({ key }) => key).join(',') }
          return (
            <>
              <div className="book-asked">
                <BookVariables choices={acrosses} chosen={by} change={change} />
                <Filters frame={frame} search={search} change={change} />
                <div className="measures">
                  <Weighing margins={margins} search={search} change={change} />
                  {maySave ? <TestSwitch search={search} change={change} /> : null}
                </div>
              </div>
              <Book key={JSON.stringify(asked)} asked={asked} by={by} people={people} maySave={maySave} />
            </>
          )
        }}
      </Loaded>
    </AnalysisDesk>
  )
}
