import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMayOn } from '../accounts/api.ts'
import { Panel } from '../kit/Panel.tsx'
import { type Consultation, consultationsQuery } from './api.ts'

/** How many groups were asked and have sent, and the way to the board. */
export function GroupsPanel({ one }: { one: Consultation }) {
  const mayAsk = useMayOn('group.ask', one.id)
  const groups = useQuery(consultationsQuery).data?.consultations.find((each) => each.id === one.id)?.groups
  const over = one.phase === 'closed' || one.phase === 'answered'
  return (
    <Panel>
      <h2>Groups</h2>
      <p className="help">
        {groups && groups.asked > 0
          ? `${groups.sent} of ${groups.asked} asked have sent their answer.`
          : over
            ? 'No group was asked for its answer.'
            : 'No group has been asked for its answer yet.'}
      </p>
      <p>
        <Link to="/groups/$consultationId" params={{ consultationId: one.id }}>
          {mayAsk && !over && !groups?.asked ? 'Ask the groups' : 'See the board'}
        </Link>
      </p>
    </Panel>
  )
}
