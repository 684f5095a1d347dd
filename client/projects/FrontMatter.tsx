import { NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { consultationsQuery } from '../consultations/api.ts'
import { longDate } from '../kit/dates.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import type { ProjectPage } from './api.ts'
import { tieToConsultation } from './api.ts'
import { MarginNotes } from './MarginNotes.tsx'
import { Words } from './Words.tsx'

/** Details and versions as printed, with who signed off, and what the project is tied to here. */
export function FrontMatter({ project, edits }: { project: ProjectPage; edits: boolean }) {
  const { details, versions, source, notes } = project
  return (
    <section className="paper-section" id="details" aria-labelledby="details-title">
      <div className="paper-words">
        <h2 id="details-title">Details and versions</h2>
        <p className="help">{source.about}</p>
        <dl className="facts">
          <dt>{details.name.label}</dt>
          <dd>{details.name.printed}</dd>
          <dt>{details.committee.label}</dt>
          <dd>{details.committee.printed}</dd>
          <dt>{details.leads.label}</dt>
          <dd>{details.leads.people.join('\n')}</dd>
          <dt>{details.starts.label}</dt>
          <dd>{details.starts.printed}</dd>
          <dt>{details.ends.label}</dt>
          <dd>{details.ends.printed}</dd>
          <dt>Consultation here</dt>
          <dd>
            <Tie project={project} edits={edits} />
          </dd>
        </dl>
        <h3>{versions.heading.printed}</h3>
        <Versions versions={versions} />
      </div>
      <MarginNotes on="details and versions" notes={notes} />
    </section>
  )
}

function Versions({ versions }: Pick<ProjectPage, 'versions'>) {
  return (
    <ol className="versions">
      {versions.rows.map((version) => (
        <li key={version.number.printed}>
          <p>
            <strong>Version {version.number.printed}</strong>, {longDate(version.date.date)}, {version.author.printed}
          </p>
          <p>
            <Words piece={version.status} />
          </p>
          {version.changes ? <p>{version.changes.printed}</p> : <p className="help">Changes: nothing entered.</p>}
          <p className="help">
            {version.signedOffBy.length > 0
              ? `Signed off by ${version.signedOffBy.join(', ')}`
              : 'Signed off by nobody'}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** The consultation that the project prepares on this platform, if any. */
function Tie({ project, edits }: { project: ProjectPage; edits: boolean }) {
  const listed = useQuery(consultationsQuery)
  const client = useQueryClient()
  const tie = useMutation({
    mutationFn: (consultationId: string) => tieToConsultation(project.slug, consultationId || null),
    onSuccess: () => client.invalidateQueries({ queryKey: ['projects'] }),
  })
  const all = listed.data?.consultations ?? []
  if (!edits) return all.find((one) => one.id === project.consultationId)?.title ?? 'None'
  return (
    <>
      <NativeSelect
        aria-label="Consultation here"
        maw={420}
        value={project.consultationId ?? ''}
        onChange={(event) => tie.mutate(event.currentTarget.value)}
        data={[{ value: '', label: 'None' }, ...all.map((one) => ({ value: one.id, label: one.title }))]}
      />
      {tie.isError ? <ErrorBox error={tie.error} what="Not tied." /> : null}
    </>
  )
}
