import type { ProjectDocument, SectionKey } from '../../shared/projects/document.ts'
import { readingOf } from '../../shared/projects/document.ts'
import type { NewItem } from '../../shared/projects/items.ts'
import { planPage } from '../plans/queries.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import engagementStrategy from './engagement-strategy-2009.json' with { type: 'json' }
import { projectItems, projectSections, projects } from './tables.ts'

export const transcription = engagementStrategy as ProjectDocument

type Loaded = NewItem & { asPrinted: Record<string, string> }

/** The printed risks, milestones and stakeholders as items that staff may go on with. */
export function printedItems(paper: ProjectDocument): Loaded[] {
  const risks = paper.risks.map(({ risk, mitigation }) => ({
    kind: 'risk' as const,
    content: { risk: readingOf(risk), mitigation: readingOf(mitigation), owner: '', state: 'open' as const },
    asPrinted: { risk: risk.printed, mitigation: mitigation.printed },
  }))
  const milestones = paper.milestones.map(({ kind, title, period, startsOn, dueOn }) => ({
    kind: 'milestone' as const,
    content: { title: readingOf(title), kind, owner: '', startsOn, dueOn, doneOn: null },
    asPrinted: { title: title.printed, period: period.printed },
  }))
  const stakeholders = paper.stakeholders.map((name) => ({
    kind: 'stakeholder' as const,
    content: { name: readingOf(name), interests: [], note: '' },
    asPrinted: { name: name.printed },
  }))
  return [...risks, ...milestones, ...stakeholders]
}

/** Loads the project initiation document of 2009 when it is not there yet, tied to the newest plan. */
export function loadProjects(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const plan = await planPage(tx, {})
    const { slug, source, details, versions } = transcription
    const [project] = await tx.db
      .insert(projects)
      .values({ slug, source, details, versions, notes: frontNotes(transcription), planId: plan?.plan.id ?? null })
      .onConflictDoNothing({ target: projects.slug })
      .returning({ id: projects.id })
    if (!project) return 0
    await tx.db.insert(projectSections).values(sectionRows(transcription, project.id))
    await tx.db.insert(projectItems).values(itemRows(transcription, project.id))
    await audit(tx, { verb: 'project.load', subject: `project:${project.id}`, detail: { slug } })
    return 1
  })
}

const inFront = ['front', 'details', 'versions']
const frontNotes = (paper: ProjectDocument) => paper.notes.filter((note) => inFront.includes(note.section))
const notesOf = (paper: ProjectDocument, key: SectionKey) => paper.notes.filter((note) => note.section === key)

const sectionRows = (paper: ProjectDocument, projectId: string) =>
  paper.sections.map((section, position) => ({ projectId, position, ...section, notes: notesOf(paper, section.key) }))

function itemRows(paper: ProjectDocument, projectId: string) {
  const all = printedItems(paper)
  return all.map(({ kind, content, asPrinted }, place) => ({
    projectId,
    kind,
    content,
    asPrinted,
    position: all.slice(0, place).filter((earlier) => earlier.kind === kind).length,
  }))
}
