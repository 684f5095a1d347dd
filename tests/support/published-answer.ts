import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { publicSealOf, sealOf } from '../../server/feedback/recount.ts'
import {
  commitments,
  feedbackAnswers,
  findingLinks,
  findings,
  releases,
  sealedCounts,
} from '../../server/feedback/tables.ts'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Evidence } from '../../shared/feedback/inputs.ts'
import type { Manifest } from '../../shared/feedback/manifest.ts'
import { publicTablesOf } from '../../shared/feedback/public-tables.ts'
import type { SealedTable } from '../../shared/feedback/release-tables.ts'
import { anOpenConsultation } from './fixtures.ts'
import type { World } from './world.ts'

const en = (text: string) => ({ en: text })
const line = (id: string, label: string) => ({ id, label: en(label) })

/** Counts that no page says by chance. */
export const exact = [123_457, 234_568, 3] as const
export const counted = 370_012

const tables: SealedTable[] = [
  {
    id: 't1',
    key: 'first',
    kind: 'one-way',
    question: en('What should come first?'),
    rows: [line('knives', 'Knife crime'), line('burglary', 'Burglary'), line('traffic', 'Road safety'), line('x', 'X')],
    missing: { blank: 4, declined: 0, dontKnow: 0 },
    counts: [...exact, 9_876],
  },
]

/** The first two answers by age: numbers of six figures, in more columns than a phone has room for. */
export const brokenDown: SealedTable = {
  id: 't2',
  key: 'first',
  kind: 'by-equality',
  question: en('What should come first?'),
  by: en('What is your age?'),
  byKey: 'age',
  columns: ['16 to 24', '25 to 34', '35 to 44', '45 to 54', '55 or over'].map((label) => line(label, label)),
  rows: [line('knives', 'Knife crime'), line('burglary', 'Burglary')],
  counts: [Array(5).fill(123_455), Array(5).fill(234_565)],
  several: false,
  bases: [...Array(5).fill(358_020), 40],
  unknown: [20, 20],
  silent: Array(5).fill(0),
  neither: 0,
  missing: { blank: 0, declined: 0, dontKnow: 0 },
}

interface Wanted {
  /** Tables beside the one that is always there. */
  more?: SealedTable[]
  said?: string
  heading?: string
  text?: string
  objective?: string
  state?: 'draft' | 'sent' | 'published'
}

/** What a release says of itself, as freezing writes it. */
export const aManifest = (consultation: string): Manifest => ({
  consultation,
  number: 1,
  frozenOn: '2026-03-01',
  filter: { area: null, collector: null },
  tables: [{ id: 't1', key: 'first', question: 'What should come first?' }],
  rules: publicRule,
  code: '1',
  dataset: { versions: ['v'], sha256: 'ab'.repeat(32), equality: 'cd'.repeat(32) },
  counted,
  groups: 0,
  synthetic: false,
  leftOut: [{ reason: 'withdrawn by the person', responses: 6 }],
  method: 'As ever.',
})

/** A published answer on sealed counts of the test's own. */
export async function aPublishedAnswer(world: World, wanted: Wanted = {}) {
  const { said = 'Knives first.', heading = 'Knife crime was named most often', text = 'Most put it first.' } = wanted
  const { db } = world.ctx
  const now = world.ctx.now()
  const { consultationId, slug } = await anOpenConsultation(world, {
    consultation: { state: 'answered', closesAt: new Date(now.getTime() - 60_000) },
  })
  const [releaseId, answerId, findingId] = [randomUUID(), randomUUID(), randomUUID()]
  const manifest = aManifest(slug)
  const sealed = [...tables, ...(wanted.more ?? [])]
  const shown = publicTablesOf(sealed)
  const seals = { seal: sealOf(manifest, sealed), publicSeal: publicSealOf(manifest, shown) }
  const release = { id: releaseId, consultationId, manifest, tables: shown, ...seals }
  await db.insert(releases).values({ ...release, frozenAt: now, frozenBy: 'test' })
  await db.insert(sealedCounts).values({ releaseId, tables: sealed, deleteOn: '2028-03-01' })
  const state = wanted.state ?? 'published'
  const publishedAt = state === 'published' ? now : null
  await db
    .insert(feedbackAnswers)
    .values({ id: answerId, consultationId, releaseId, state, publishedAt, said, did: 'It is first.' })
  const evidence: Evidence[] = [{ kind: 'cell', table: 't1', row: 'knives', column: 'all' }, { kind: 'count' }]
  await db.insert(findings).values({ id: findingId, answerId, number: 1, heading, text, evidence })
  if (wanted.objective) await db.insert(findingLinks).values({ findingId, objectiveId: wanted.objective })
  const promise = { kind: 'we_will' as const, text, because: '', owner: 'Head of Engagement', dueOn: '2027-01-31' }
  await db.insert(commitments).values({ answerId, number: 1, ...promise, findingId })
  return { consultationId, slug, releaseId, answerId, heading }
}

/** Somebody edits one sealed count behind everybody's back. */
export const editSealed = (world: World, releaseId: string) =>
  world.ctx.db
    .update(sealedCounts)
    .set({ tables: tables.map((one) => ({ ...one, counts: [123_458, 234_568, 3, 9_876] }) as SealedTable) })
    .where(eq(sealedCounts.releaseId, releaseId))
