import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import './builder.css'
import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMayOn } from '../accounts/api.ts'
import { consultationsQuery } from '../consultations/api.ts'
import { LoadedPage } from '../kit/Loaded.tsx'
import { useLeaveWarning } from '../kit/leave-warning.ts'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { useWhere } from '../kit/Where.tsx'
import { type BuilderData, builderQuery, sendStep } from './api.ts'
import { BuilderHead } from './BuilderHead.tsx'
import { BuildingContext, type Chosen } from './context.ts'
import { DraftStore } from './draft-store.ts'
import { Outline } from './Outline.tsx'
import { ProofStrip } from './ProofStrip.tsx'
import { Settings } from './Settings.tsx'
import { Stage } from './Stage.tsx'
import { Trouble } from './Trouble.tsx'
import { useBuilderKeys } from './use-builder-keys.ts'

/** The questionnaire builder: outline, the real page, settings, and the proof at the foot. */
export function BuilderPage() {
  const { questionnaireId } = useParams({ from: '/desk/questionnaires/$questionnaireId' })
  const loaded = useQuery(builderQuery(questionnaireId))
  return (
    <LoadedPage query={loaded} title="Questionnaire" above={[all]}>
      {(data) => <Builder key={data.id} data={data} />}
    </LoadedPage>
  )
}

function Builder({ data }: { data: BuilderData }) {
  const store = useStore(data)
  const state = useSyncExternalStore(store.subscribe, store.read)
  const [picked, setPicked] = useState<Chosen | null>(null)
  const [settingsOpen, setSettingsOpen] = useState(false)
  const say = useUndoBar()
  const narrow = useMediaQuery('(max-width: 68.74em)', false)
  const chosen = stillThere(state.draft, picked) ? picked : null
  const mayEdit = useMayOn('questionnaire.edit', data.consultationId)
  useBuilderKeys(mayEdit ? store : null)
  useLeaveWarning(state.saving === 'failed')
  useStayWhileWaiting(store)
  const consultation = useQuery(consultationsQuery).data?.consultations.find((one) => one.id === data.consultationId)
  useWhere(data.name, trail(data, consultation?.title ?? 'Consultation'), `${data.id} ${consultation?.title}`)
  const building = {
    questionnaireId: data.id,
    document: state.draft,
    mayEdit,
    act: mayEdit ? store.act : () => false,
    chosen,
    choose: (next: Chosen | null) => {
      setPicked(next)
      if (next && narrow && mayEdit && next.kind === 'question') setSettingsOpen(true)
    },
    announce: (words: string) => say(words, words.includes('deleted') ? () => store.undo() : undefined),
  }
  return (
    <BuildingContext.Provider value={building}>
      <div className="builder">
        <BuilderHead data={data} state={state} store={store} onSettings={() => setSettingsOpen(true)} />
        <Trouble state={state} store={store} />
        <Outline />
        <Stage state={state} />
        {narrow ? (
          <Drawer.Root opened={settingsOpen} onClose={() => setSettingsOpen(false)} position="right" size={340}>
            <Drawer.Overlay backgroundOpacity={0.4} />
            <Drawer.Content aria-label="Settings">
              <div className="drawer-head">
                <Drawer.CloseButton aria-label="Close" />
              </div>
              <Drawer.Body>
                <Settings />
              </Drawer.Body>
            </Drawer.Content>
          </Drawer.Root>
        ) : (
          <section className="settings" aria-label="Settings">
            {mayEdit ? <Settings /> : <p className="help">You can read this questionnaire. An officer changes it.</p>}
          </section>
        )}
        <ProofStrip />
      </div>
    </BuildingContext.Provider>
  )
}

/** What is on its way arrives even when the window closes; what stands behind it does not, so the window asks. */
function useStayWhileWaiting(store: DraftStore) {
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (store.waits) event.preventDefault()
    }
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [store])
}

function useStore(data: BuilderData) {
  const cache = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: one store for the life of the page; what is loaded later never replaces what is typed
  return useMemo(() => {
    const send = async (...[step, revision]: Parameters<ConstructorParameters<typeof DraftStore>[1]>) => {
      const draft = await sendStep(data.id, step, revision)
      void cache.invalidateQueries({ queryKey: ['consultations'] })
      return draft
    }
    return new DraftStore(data, send, Date.now)
  }, [data.id])
}

const all = (
  <Link key="all" to="/consultations">
    Consultations
  </Link>
)

function trail(data: BuilderData, consultation: string) {
  return [
    all,
    <Link key="one" to="/consultations/$consultationId" params={{ consultationId: data.consultationId }}>
      {consultation}
    </Link>,
    data.name,
  ]
}

function stillThere(draft: BuilderData['draft'], chosen: Chosen | null): boolean {
  if (!chosen) return false
  return draft.sections.some(
    (s) => s.id === chosen.id || s.pages.some((p) => p.id === chosen.id || p.questions.some((q) => q.id === chosen.id)),
  )
}
