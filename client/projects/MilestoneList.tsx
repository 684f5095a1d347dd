import { type Milestone, milestoneKinds } from '../../shared/projects/items.ts'
import { shortDate } from '../kit/dates.ts'
import { Tag } from '../kit/Tag.tsx'
import type { ProjectPage } from './api.ts'
import { AsPrinted, type Heading, ItemTable } from './ItemTable.tsx'

const blank: Milestone = { title: '', kind: 'activity', owner: '', startsOn: null, dueOn: null, doneOn: null }
const heads: Heading[] = [
  { says: 'Milestone', width: '46%' },
  { says: 'When', width: '26%' },
  { says: 'Owner and state' },
]

export function MilestoneList({ project, edits }: { project: ProjectPage; edits: boolean }) {
  return (
    <ItemTable
      kind="milestone"
      title="Milestones"
      slug={project.slug}
      items={project.milestones}
      heads={heads}
      blank={blank}
      edits={edits}
    >
      {({ content, asPrinted }) => [
        <>
          {content.title}
          <AsPrinted printed={asPrinted?.title} now={content.title} />
        </>,
        <>
          {whenOf(content)}
          {asPrinted?.period ? <small>As printed: {asPrinted.period}</small> : null}
        </>,
        <>
          {content.doneOn ? <Tag kind="done">Done {shortDate(content.doneOn)}</Tag> : <Tag>Not reported</Tag>}
          <small>
            {[content.owner || 'No owner yet', content.kind === 'report' ? milestoneKinds.report : null]
              .filter(Boolean)
              .join('. ')}
          </small>
        </>,
      ]}
    </ItemTable>
  )
}

function whenOf({ startsOn, dueOn }: Milestone): string {
  if (startsOn && dueOn && startsOn !== dueOn) return `${shortDate(startsOn)} to ${shortDate(dueOn)}`
  if (dueOn) return `By ${shortDate(dueOn)}`
  return startsOn ? `From ${shortDate(startsOn)}` : 'No date yet'
}
