import { Button } from '@mantine/core'
import { Tag } from '../kit/Tag.tsx'
import type { BuilderData } from './api.ts'
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
  const first = state.draft.sections[0]?.pages[0]
  return (
    <div className="builder-head">
      <h1>{data.name}</h1>
      <Tag>{`Draft of version ${(data.versions[0]?.number ?? 0) + 1}`}</Tag>
      <span className="saved" role="status">
        {saved}
      </span>
      <div className="row">
        <Button disabled={!state.canUndo} onClick={store.undo} rightSection={<kbd>Ctrl Z</kbd>}>
          Undo
        </Button>
        <Button disabled={!state.canRedo} onClick={store.redo}>
          Redo
        </Button>
        {first ? (
          <Button component="a" href={`/preview/${data.id}/${first.id}`} target="_blank" rel="noopener">
            Preview
          </Button>
        ) : null}
        <Button className="settings-button" onClick={onSettings}>
          Settings
        </Button>
        <PublishButton data={data} state={state} />
      </div>
    </div>
  )
}
