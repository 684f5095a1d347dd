import { type Risk, riskStates } from '../../shared/projects/items.ts'
import { Tag } from '../kit/Tag.tsx'
import type { ProjectPage } from './api.ts'
import { AsPrinted, type Heading, ItemTable } from './ItemTable.tsx'

const blank: Risk = { risk: '', mitigation: '', owner: '', state: 'open' }
const heads: Heading[] = [
  { says: 'Risk', width: '34%' },
  { says: 'Mitigation', width: '34%' },
  { says: 'Owner and state' },
]

export function RiskList({ project, edits }: { project: ProjectPage; edits: boolean }) {
  return (
    <ItemTable
      kind="risk"
      title="Risks"
      slug={project.slug}
      items={project.risks}
      heads={heads}
      blank={blank}
      edits={edits}
    >
      {({ content, asPrinted }) => [
        <>
          {content.risk}
          <AsPrinted printed={asPrinted?.risk} now={content.risk} />
        </>,
        <>
          {content.mitigation || <span className="help">No mitigation yet</span>}
          <AsPrinted printed={asPrinted?.mitigation} now={content.mitigation} />
        </>,
        <>
          <Tag kind={content.state === 'happened' ? 'look' : content.state === 'closed' ? 'done' : undefined}>
            {riskStates[content.state]}
          </Tag>
          <small>{content.owner || 'No owner yet'}</small>
        </>,
      ]}
    </ItemTable>
  )
}
