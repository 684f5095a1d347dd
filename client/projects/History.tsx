import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { capital, count } from '../../shared/kernel/text.ts'
import { timeAndDate } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import type { ProjectChange, ProjectPage } from './api.ts'
import { undoChange } from './api.ts'

/** What was changed since the paper was printed, newest first; each can be taken back. */
export function History({ project, edits }: { project: ProjectPage; edits: boolean }) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: (changeId: string) => undoChange(project.slug, changeId),
    onSettled: () => client.invalidateQueries({ queryKey: ['projects'] }),
  })
  const { changes } = project
  return (
    <section className="paper-section" id="history" aria-labelledby="history-title">
      <div className="paper-words">
        <h2 id="history-title">Changes since</h2>
        {changes.length === 0 ? (
          <p className="help">No changes yet. Risks, milestones and stakeholders stand as they were printed.</p>
        ) : (
          <p className="help">The latest {count(changes.length, 'change')}, newest first.</p>
        )}
        {undo.isError ? <ErrorBox error={undo.error} what="Not taken back." /> : null}
        <ol className="changes">
          {changes.map((change) => (
            <li key={change.id}>
              <div>
                <p>{sentenceOf(change)}</p>
                <p className="note">
                  {change.by}, {timeAndDate(change.at)}
                </p>
              </div>
              {edits && !change.undone ? (
                <Button
                  size="compact-sm"
                  onClick={() => undo.mutate(change.id)}
                  aria-label={`Take back: ${sentenceOf(change)}`}
                >
                  Take back
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function sentenceOf({ act, kind, title, undoes, undone }: ProjectChange): string {
  const how = undoes ? `${act} by taking a change back` : act
  return `${capital(kind)} ${how}: “${title}”${undone ? ' (taken back since)' : ''}`
}
