import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { count } from '../../shared/kernel/text.ts'
import { check } from '../../shared/questionnaires/check.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { useUndoBar } from '../kit/UndoBar.tsx'
import { type BuilderData, publish } from './api.ts'
import { Changes } from './Changes.tsx'
import { useBuilding } from './context.ts'
import type { DraftState } from './draft-store.ts'
import { chosenFor } from './ProofStrip.tsx'
import { numbered } from './words.ts'

const questionsOf = (draft: QuestionnaireDocument) => numbered(draft).filter(({ number }) => number !== null).length

/** Publishing freezes the draft as a version. It stays pressable and explains what is in the way. */
export function PublishButton({ data, state }: { data: BuilderData; state: DraftState }) {
  const [open, setOpen] = useState(false)
  const next = (data.versions[0]?.number ?? 0) + 1
  const cache = useQueryClient()
  const say = useUndoBar()
  const send = useMutation({
    mutationFn: () => publish(data.id, state.revision),
    onSuccess: async ({ number }) => {
      setOpen(false)
      say(`Version ${number} is published. It never changes now.`)
      await Promise.all([
        cache.invalidateQueries({ queryKey: ['questionnaire', data.id] }),
        cache.invalidateQueries({ queryKey: ['consultations'] }),
        cache.invalidateQueries({ queryKey: ['consultation', data.consultationId] }),
      ])
    },
  })
  const { choose } = useBuilding()
  const unchanged = !data.changed && state.revision === data.revision
  const wrong = useMemo(
    () => (open ? check(state.draft).filter((finding) => finding.level === 'stop') : []),
    [open, state.draft],
  )
  return (
    <>
      <Button variant={unchanged ? 'default' : 'filled'} onClick={() => setOpen(true)}>
        Publish version {next}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={`Publish version ${next}`}>
        <div className="stack">
          {unchanged ? (
            <p>Version {next - 1} is out, and nothing has changed since.</p>
          ) : wrong.length > 0 ? (
            <>
              <p>Not yet. {count(wrong.length, 'thing')} must be put right first:</p>
              <ul className="gaps">
                {wrong.map((finding) => (
                  <li key={finding.message}>
                    <button
                      type="button"
                      className="as-link"
                      onClick={() => {
                        setOpen(false)
                        choose(finding.at ? chosenFor(state.draft, finding.at) : null)
                      }}
                    >
                      {finding.message}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <>
              <p>
                {count(questionsOf(state.draft), 'question')}, about {count(minutes(state.draft), 'minute')}. A
                published version never changes; a later edit makes a draft of the next one.
              </p>
              {open && data.live ? (
                <Changes
                  consultationId={data.consultationId}
                  questionnaireId={data.id}
                  live={data.live}
                  draft={state.draft}
                />
              ) : null}
            </>
          )}
          {send.isError ? <ErrorBox error={send.error} what="Not published." /> : null}
          <div className="row">
            {wrong.length === 0 && !unchanged ? (
              <Button
                variant="filled"
                disabled={send.isPending || state.saving !== 'saved'}
                onClick={() => send.mutate()}
              >
                Publish version {next}
              </Button>
            ) : null}
            <Button onClick={() => setOpen(false)}>Not now</Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
