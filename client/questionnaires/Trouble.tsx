import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Refusal } from '../kit/refusal.ts'
import { builderQuery } from './api.ts'
import { useBuilding } from './context.ts'
import type { DraftState, DraftStore } from './draft-store.ts'

/** What stands in the way, where the work is: a dropped connection, somebody else's change, an act that cannot be done. */
export function Trouble({ state, store }: { state: DraftState; store: DraftStore }) {
  const { questionnaireId } = useBuilding()
  const cache = useQueryClient()
  const loadNewest = async () =>
    store.replace(await cache.fetchQuery({ ...builderQuery(questionnaireId), staleTime: 0 }))
  if (state.saving === 'failed') {
    const dropped = new Refusal('unreachable', 'The connection dropped. Your change is kept on this screen.')
    return (
      <div className="builder-trouble">
        <ErrorBox error={dropped} what="Not saved." again={store.again} againWords="Save again" />
      </div>
    )
  }
  if (state.saving === 'conflict') {
    const stale = new Refusal(
      'conflict',
      'Somebody else changed this questionnaire since you opened it. Their changes are safe; your last one is not among them. Load the newest, then make it again.',
    )
    return (
      <div className="builder-trouble">
        <ErrorBox error={stale} what="Not saved." again={() => void loadNewest()} againWords="Load the newest" />
      </div>
    )
  }
  if (!state.refused) return null
  return (
    <div className="builder-trouble">
      <div className="error-box" role="alert">
        <p>
          <strong>Not done.</strong> {state.refused} Everything else is as it was.
        </p>
        <Button onClick={store.forgetRefusal}>All right</Button>
      </div>
    </div>
  )
}
