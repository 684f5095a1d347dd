import { useQuery } from '@tanstack/react-query'
import { count } from '../../shared/kernel/text.ts'
import { printed } from '../../shared/plans/cell.ts'
import { standing, statusWord } from '../../shared/plans/rag.ts'
import { Empty } from '../kit/Empty.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { type Plan, planQuery } from './api.ts'
import { ObjectiveTable } from './ObjectiveTable.tsx'

/** Every objective of the plan, with how it stands. */
export function PlanPage() {
  const plan = useQuery(planQuery)
  return (
    <Page
      title={plan.data ? titleOf(plan.data) : 'The plan'}
      note={plan.data ? `${printed(plan.data.plan.title)}, ${printed(plan.data.plan.period)}` : undefined}
      trail={['Plan']}
      action={<a href="/plan">See it as the public does</a>}
    >
      <Loaded query={plan}>{(found) => (found ? <ObjectiveTable plan={found} /> : <NoPlan />)}</Loaded>
    </Page>
  )
}

/** `19 objectives: 12 amber, 6 green, 1 red` */
function titleOf(plan: Plan): string {
  const rows = standing(plan.standing).map((row) => `${row.count}\u00a0${statusWord[row.status].toLowerCase()}`)
  return `${count(plan.standing.length, 'objective')}: ${rows.join(', ')}`
}

const NoPlan = () => (
  <Empty title="No plan yet.">
    The example brings the engagement plan of 2010/11. A plan of your own is loaded by the operator.
  </Empty>
)
