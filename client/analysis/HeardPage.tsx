import { useQuery } from '@tanstack/react-query'
import { useMayOn } from '../accounts/api.ts'
import { Empty } from '../kit/Empty.tsx'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { fileOf, type Inclusion, inclusionQuery } from './api.ts'
import { useConsultationId, useSearchWords } from './asked.ts'
import { AnalysisDesk, TooFew } from './Desk.tsx'
import { HeardTable } from './HeardTable.tsx'
import { HeardTop } from './HeardTop.tsx'
import { HowHeard } from './How.tsx'

/** Who was heard and who was not, beside who lives there: one borough, or London. */
export function HeardPage() {
  const consultationId = useConsultationId()
  const [search, change] = useSearchWords()
  const area = search.area ?? 'london'
  const found = useQuery(inclusionQuery(consultationId, area))
  const maySave = useMayOn('analysis.export', consultationId)
  const name = found.data?.area.name ?? 'London'
  return (
    <AnalysisDesk
      title={`Who was heard in ${name}`}
      here="Who was heard"
      frame={found.data?.frame}
      action={
        found.data ? (
          <FigureTools
            figure={`Who was heard in ${name}`}
            rows={() => sheetOf(found.data)}
            csvHref={maySave ? fileOf(consultationId, `inclusion/${area}/csv`, {}) : null}
            how={<HowHeard area={name} />}
          />
        ) : null
      }
    >
      <Loaded query={found} words="Comparing with the census…">
        {(data) => (
          <>
            <HeardTop data={data} area={area} search={search} change={change} />
            <Blocks data={data} />
          </>
        )}
      </Loaded>
    </AnalysisDesk>
  )
}

function Blocks({ data }: { data: Inclusion }) {
  if (data.people === null) return <TooFew from={data.area.name} />
  if (data.people === 0)
    return (
      <Empty title={`Nobody has answered from ${data.area.name} yet.`}>
        Who was heard shows with the first answers.
      </Empty>
    )
  if (data.blocks.length === 0)
    return (
      <Empty title="There is nothing to compare.">
        This questionnaire does not ask who people are. The equality questions tell who is missing.
      </Empty>
    )
  return <HeardTable data={data} />
}

const sheetOf = ({ blocks }: Inclusion): (string | number)[][] => [
  ['Characteristic', 'Group', 'In words', 'Verdict', 'To close it'],
  ...blocks.flatMap(({ name, rows }) =>
    rows.map((row) => [name, row.label, row.words, row.verdict, row.shortfall ?? '']),
  ),
]
