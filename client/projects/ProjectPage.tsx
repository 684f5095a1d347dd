import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { count } from '../../shared/kernel/text.ts'
import type { Note } from '../../shared/projects/document.ts'
import { useMay } from '../accounts/api.ts'
import { longDate } from '../kit/dates.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import type { ProjectPage as Project } from './api.ts'
import { projectQuery } from './api.ts'
import { FrontMatter } from './FrontMatter.tsx'
import { History } from './History.tsx'
import { PaperSection } from './PaperSection.tsx'
import './projects.css'

/** A project initiation document: contents list, the paper as printed with notes in the margin, its living lists. */
export function ProjectPage() {
  const { slug = '' } = useParams({ strict: false })
  const project = useQuery(projectQuery(slug))
  const name = project.data?.details.name.printed ?? 'Project'
  return (
    <Page
      title={name}
      note={project.data ? spanOf(project.data) : null}
      trail={[
        <Link key="all" to="/projects">
          Projects
        </Link>,
        name,
      ]}
    >
      <Loaded query={project}>{(found) => <Paper project={found} />}</Loaded>
    </Page>
  )
}

const spanOf = ({ details }: Project) =>
  `${details.committee.printed}, ${longDate(details.starts.date)} to ${longDate(details.ends.date)}`

function Paper({ project }: { project: Project }) {
  const edits = useMay('project.edit')
  return (
    <div className="paper">
      <Contents project={project} />
      <div className="paper-body">
        <FrontMatter project={project} edits={edits} />
        {project.sections.map((section) => (
          <PaperSection key={section.key} project={project} section={section} edits={edits} />
        ))}
        <History project={project} edits={edits} />
      </div>
    </div>
  )
}

function Contents({ project }: { project: Project }) {
  const notes = [project, ...project.sections].flatMap((part) => part.notes)
  const contradictions = contradictionsIn(notes)
  return (
    <nav className="paper-contents" aria-label="Contents">
      <p className="note">
        As printed in 2009. We noted {count(contradictions, 'contradiction')} and{' '}
        {count(notes.length - contradictions, 'gap or slip', 'gaps and slips')}.
      </p>
      <ol>
        <Entry to="details" says="Details and versions" notes={project.notes} />
        {project.sections.map((section) => (
          <Entry key={section.key} to={section.key} says={section.title.printed} notes={section.notes} />
        ))}
        <li>
          <a href="#history">Changes since</a>
        </li>
      </ol>
    </nav>
  )
}

function Entry({ to, says, notes }: { to: string; says: string; notes: Note[] }) {
  const found = contradictionsIn(notes)
  return (
    <li>
      <a href={`#${to}`}>{says}</a>
      {found > 0 ? (
        <span className="contents-mark">
          {found}
          <span className="unseen"> {found === 1 ? 'contradiction' : 'contradictions'}</span>
        </span>
      ) : null}
    </li>
  )
}

const contradictionsIn = (notes: Note[]) => notes.filter((note) => note.kind === 'contradiction').length
