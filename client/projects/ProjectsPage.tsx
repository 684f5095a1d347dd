import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../../shared/kernel/text.ts'
import { shortDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { type ListedProject, projectsQuery } from './api.ts'
import './projects.css'

/** A fact that stays on one line. */
const Whole = ({ children }: { children: string }) => <span className="whole-words">{children}</span>

const columns: Column<ListedProject>[] = [
  {
    head: 'Project',
    cell: (project) => (
      <>
        <Link to="/projects/$slug" params={{ slug: project.slug }}>
          {project.name}
        </Link>
        <small>{project.committee}</small>
      </>
    ),
  },
  {
    head: 'Dates',
    cell: (project) => <Whole>{`${shortDate(project.startsOn)} to ${shortDate(project.endsOn)}`}</Whole>,
  },
  { head: 'Risks', cell: (project) => <Whole>{`${project.openRisks} open`}</Whole> },
  { head: 'Milestones', cell: (project) => <Whole>{`${project.milestonesDone} of ${project.milestones} done`}</Whole> },
  { head: 'Stakeholders', numeric: true, cell: (project) => project.stakeholders },
]

/** The projects: what each set out to do, kept alive by its risks, milestones and stakeholders. */
export function ProjectsPage() {
  const listed = useQuery(projectsQuery)
  return (
    <Page title={listed.data ? count(listed.data.length, 'project') : 'Projects'} trail={['Projects']}>
      <Loaded query={listed}>
        {(projects) => (
          <Table
            caption="Projects"
            columns={columns}
            rows={projects}
            keyOf={(project) => project.slug}
            words={(project) => `${project.name} ${project.committee}`}
            searchLabel="Find a project"
            empty={
              <Empty title="No projects yet.">
                A project initiation document says what a piece of work sets out to do, its risks and its milestones.
              </Empty>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
