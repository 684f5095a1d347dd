import type { ProjectPage, ProjectSection } from './api.ts'
import { MarginNotes } from './MarginNotes.tsx'
import { MilestoneList } from './MilestoneList.tsx'
import { RiskList } from './RiskList.tsx'
import { StakeholderList } from './StakeholderList.tsx'
import { BlockView, Words } from './Words.tsx'

interface PaperSectionProps {
  project: ProjectPage
  section: ProjectSection
  edits: boolean
}

/** One section: what the form asks, what the paper says, its living list where it has one, our notes beside it. */
export function PaperSection({ project, section, edits }: PaperSectionProps) {
  const List = lists[section.key]
  return (
    <section
      className={List ? 'paper-section with-list' : 'paper-section'}
      id={section.key}
      aria-labelledby={`${section.key}-title`}
    >
      <div className="paper-words">
        <h2 id={`${section.key}-title`}>
          <Words piece={section.title} />
        </h2>
        {section.blocks.map((block, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: printed blocks never change their order
          <BlockView key={place} block={block} />
        ))}
        {section.key === 'other-issues' ? <p className="help">Nothing was entered here.</p> : null}
      </div>
      <MarginNotes on={section.title.printed} notes={section.notes} />
      {List ? <List project={project} edits={edits} /> : null}
    </section>
  )
}

const lists: Partial<Record<ProjectSection['key'], typeof RiskList>> = {
  risks: RiskList,
  stakeholders: StakeholderList,
  'project-plan': MilestoneList,
}
