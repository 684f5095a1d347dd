import { randomUUID } from 'node:crypto'
import { exportRequests } from '../../server/analysis/tables.ts'
import { collectors } from '../../server/collectors/tables.ts'
import { commitments, feedbackAnswers, findings, quotes, releases } from '../../server/feedback/tables.ts'
import { loadPlan } from '../../server/plans/load-plan.ts'
import { actions, objectives, plans, themes } from '../../server/plans/tables.ts'
import type { Ctx } from '../../server/platform/context.ts'
import { loadPopulation } from '../../server/population/load.ts'
import { loadProjects } from '../../server/projects/load.ts'
import { projectChanges, projectItems, projects } from '../../server/projects/tables.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { aGroup, anOpenConsultation, aQuestionnaire, questions } from './fixtures.ts'
import { aManifest } from './published-answer.ts'
import type { World } from './world.ts'

/** What one consultation and one group stand for in an address, by the parameter's name. */
export type Objects = Record<string, string>

/** A consultation with all that can hang on it, and the group that was asked. */
export async function aWholeConsultation(
  world: World,
  { document, group = undefined }: { document?: QuestionnaireDocument; group?: { groupId: string; slug: string } } = {},
): Promise<Objects> {
  const { ctx } = world
  const open = await anOpenConsultation(world, { document })
  const asked = group ?? (await aGroup(world))
  await ctx.db.insert(collectors).values({
    consultationId: open.consultationId,
    questionnaireId: open.questionnaireId,
    kind: 'group',
    slug: asked.slug,
    groupId: asked.groupId,
    askedAt: ctx.now(),
  })
  const answer = await aPublishedAnswer(ctx, open.consultationId)
  return {
    ...answer,
    ...(await anExport(ctx, open.consultationId)),
    consultationId: open.consultationId,
    questionnaireId: open.questionnaireId,
    versionId: open.versionId,
    groupId: asked.groupId,
    collector: asked.slug,
    groupSlug: asked.slug,
    slug: open.slug,
    sentSlug: open.slug,
  }
}

/** One question that nobody need answer: a consultation that is answered in a breath. */
export const oneQuestion: QuestionnaireDocument = aQuestionnaire({
  sections: [
    {
      id: 'main',
      title: { en: 'Your view' },
      pages: [
        { id: 'first', title: { en: 'One' }, questions: questions.filter((question) => question.id === 'street') },
      ],
    },
    ...aQuestionnaire().sections.filter((section) => section.equality),
  ],
})

async function aPublishedAnswer(ctx: Ctx, consultationId: string): Promise<Objects> {
  const { db } = ctx
  const [releaseId, answerId, findingId, quoteId, commitmentId] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const manifest = aManifest('rights')
  const release = {
    id: releaseId,
    consultationId,
    manifest,
    tables: [],
    seal: new Uint8Array(32),
    publicSeal: new Uint8Array(32),
  }
  await db.insert(releases).values({ ...release, frozenAt: ctx.now(), frozenBy: 'test' })
  await db.insert(feedbackAnswers).values({ id: answerId, consultationId, releaseId })
  await db.insert(findings).values({ id: findingId, answerId, number: 1, heading: 'A', text: 'A', evidence: [] })
  const words = { responseId: randomUUID(), questionId: 'why', original: 'a', edited: 'a' }
  await db.insert(quotes).values({ id: quoteId, answerId, ...words })
  const promise = { kind: 'we_will' as const, text: 'A', because: 'B', owner: 'C', dueOn: '2027-01-01' }
  await db.insert(commitments).values({ id: commitmentId, answerId, number: 1, ...promise })
  return { releaseId, answerId, findingId, quoteId, commitmentId }
}

/** Asked for by somebody who is not in the walk. */
async function anExport(ctx: Ctx, consultationId: string): Promise<Objects> {
  const exportId = randomUUID()
  const asked = { format: 'csv' as const, withoutText: true, reason: 'For the walk', askedBy: 'test' }
  await ctx.db.insert(exportRequests).values({ id: exportId, consultationId, ...asked, askedAt: ctx.now() })
  return { exportId }
}

/** The plan, the project and the census: one of each, for everybody. */
export async function theGround(ctx: Ctx): Promise<Objects> {
  await loadPopulation(ctx)
  await loadPlan(ctx)
  await loadProjects(ctx)
  const first = async (query: Promise<{ id: string }[]>) => (await query)[0]?.id ?? ''
  const [project] = await ctx.db.select().from(projects).limit(1)
  const [item] = await ctx.db.select().from(projectItems).limit(1)
  const changeId = randomUUID()
  if (project && item) {
    const state = { position: item.position, content: item.content, asPrinted: item.asPrinted }
    const change = { id: changeId, projectId: project.id, number: 1000, kind: item.kind, itemId: item.id }
    await ctx.db.insert(projectChanges).values({ ...change, before: state, after: state, at: ctx.now(), by: 'test' })
  }
  return {
    planId: await first(ctx.db.select({ id: plans.id }).from(plans).limit(1)),
    themeId: await first(ctx.db.select({ id: themes.id }).from(themes).limit(1)),
    objectiveId: await first(ctx.db.select({ id: objectives.id }).from(objectives).limit(1)),
    actionId: await first(ctx.db.select({ id: actions.id }).from(actions).limit(1)),
    projectSlug: project?.slug ?? '',
    itemId: item?.id ?? '',
    changeId,
    areaCode: 'E09000007',
  }
}

/** Objects that do not exist, but could. */
export const missingObjects = (): Objects => {
  const ids =
    'consultationId questionnaireId versionId groupId releaseId answerId findingId quoteId commitmentId planId objectiveId actionId itemId changeId exportId'
  const slugs = 'slug sentSlug collector groupSlug projectSlug'
  return {
    ...Object.fromEntries(ids.split(' ').map((name) => [name, randomUUID()])),
    ...Object.fromEntries(slugs.split(' ').map((name) => [name, `no-such-${name.toLowerCase()}`])),
    areaCode: 'E09000099',
  }
}
