import { Button } from '@mantine/core'
import { ButtonLink } from '../kit/ButtonLink.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { BuilderData } from './api.ts'
import { useBuilding } from './context.ts'
import type { DraftState, DraftStore } from './draft-store.ts'
import { PublishButton } from './PublishButton.tsx'
import { useSavedWords } from './use-saved-words.ts'

interface BuilderHeadProps {
  data: BuilderData
  state: DraftState
  store: DraftStore
  onSettings: () => void
}

export function BuilderHead({ data, state, store, onSettings }: BuilderHeadProps) {
  const saved = useSavedWords(state)
  const { mayEdit } = useBuilding()
  return (
    <div className="builder-head">
      <h1>{data.name}</h1>
      <Tag>{standing(data, state)}</Tag>
      <span className="saved" role="status">
        {mayEdit ? saved : ''}
      </span>
      <div className="row">
        {isPublished(data, state) ? (
          <ButtonLink to="/consultations/$consultationId" params={{ consultationId: data.consultationId }}>
            Back to the consultation
          </ButtonLink>
        ) : null}
        {mayEdit ? (
          <>
            <Button disabled={!state.canUndo} onClick={store.undo} rightSection={<kbd>Ctrl Z</kbd>}>
              Undo
            </Button>
            <Button disabled={!state.canRedo} onClick={store.redo}>
              Redo
            </Button>
          </>
        ) : null}
        <Button component="a" href={`/try-out/${data.id}`} target="_blank" rel="noopener">
          Try it out
        </Button>
        {mayEdit ? (
          <>
            <Button className="settings-button" onClick={onSettings}>
              Settings
            </Button>
            <PublishButton data={data} state={state} />
          </>
        ) : null}
      </div>
    </div>
  )
}

/** Nothing has changed since the newest version. */
const isPublished = (data: BuilderData, state: DraftState) =>
  data.versions.length > 0 && !data.changed && state.revision === data.revision

function standing(data: BuilderData, state: DraftState): string {
  const version = data.versions[0]?.number ?? 0
  if (isPublished(data, state)) return `Version ${version}`
  return `Draft of version ${version + 1}`
}
