import { interests, type Stakeholder } from '../../shared/projects/items.ts'
import type { ProjectPage } from './api.ts'
import { AsPrinted, type Heading, ItemTable } from './ItemTable.tsx'

const blank: Stakeholder = { name: '', interests: [], note: '' }
const heads: Heading[] = [{ says: 'Stakeholder', width: '46%' }, { says: 'Interest', width: '26%' }, { says: 'Note' }]

export function StakeholderList({ project, edits }: { project: ProjectPage; edits: boolean }) {
  return (
    <ItemTable
      kind="stakeholder"
      title="Stakeholders"
      slug={project.slug}
      items={project.stakeholders}
      heads={heads}
      blank={blank}
      edits={edits}
    >
      {({ content, asPrinted }) => [
        <>
          {content.name}
          <AsPrinted printed={asPrinted?.name} now={content.name} />
        </>,
        <Interests key="interests" chosen={content.interests} />,
        content.note,
      ]}
    </ItemTable>
  )
}

function Interests({ chosen }: { chosen: Stakeholder['interests'] }) {
  if (chosen.length === 0) return <span className="help">Not said</span>
  const inOrder = (Object.keys(interests) as (keyof typeof interests)[]).filter((one) => chosen.includes(one))
  return inOrder.map((one) => interests[one]).join(', ')
}
