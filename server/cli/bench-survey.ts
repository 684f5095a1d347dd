import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import type { Option, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { submitCrowd } from '../responses/fill.ts'
import { newKey } from '../responses/keys.ts'
import { areasFor, lean, somebodyIn } from '../responses/synthetic-people.ts'

/** A consultation to measure on: 40 answers before sending, the equality questions after it. */
export interface Survey {
  consultationId: string
  slug: string
  versionId: string
  collectorId: string
  document: QuestionnaireDocument
}

const en = (text: string) => ({ en: text })
const options = (id: string, many: number): Option[] => [
  ...Array.from({ length: many }, (_, i) => ({
    id: `${id}-o${i}`,
    code: `o${i}`,
    label: en(`Answer ${i + 1} of ${many}`),
  })),
  { id: `${id}-declined`, code: 'declined', label: en('Prefer not to say'), missing: 'declined' as const },
]

const single = (id: string, many: number): Question => ({
  id,
  code: id,
  type: 'single',
  text: en(`Question ${id}: which of these is nearest to your view?`),
  options: options(id, many),
})
const scale = (id: string): Question => ({
  id,
  code: id,
  type: 'scale',
  text: en(`Question ${id}: how safe do you feel?`),
  from: 1,
  to: 5,
})
const many = (count: number, make: (i: number) => Question) => Array.from({ length: count }, (_, i) => make(i))

function grid(id: string, count: number): Question {
  const statements = Array.from({ length: count }, (_, i) => ({
    id: `${id}-r${i}`,
    code: `r${i}`,
    label: en(`Statement ${i + 1} about the police here`),
  }))
  return {
    id,
    code: id,
    type: 'grid',
    text: en(`Question ${id}: how confident are you that the police…`),
    rows: statements,
    options: options(id, 5),
  }
}

/** 14 choices, 12 statements, 6 scales, 2 choices of several, 2 numbers, 2 texts, a date, a postcode: 40 columns. */
function questions(): Question[] {
  const conditional = single('s13', 6)
  return [
    ...many(13, (i) => single(`s${i}`, 3 + (i % 5))),
    { ...conditional, askIf: { op: 'chosen', question: 's0', options: ['s0-o0', 's0-o1'] } },
    grid('g0', 6),
    grid('g1', 6),
    ...many(6, (i) => scale(`c${i}`)),
    ...many(
      2,
      (i): Question => ({
        id: `m${i}`,
        code: `m${i}`,
        type: 'multiple',
        text: en('Which three come first?'),
        maximum: 3,
        options: options(`m${i}`, 8),
      }),
    ),
    ...many(
      2,
      (i): Question => ({
        id: `n${i}`,
        code: `n${i}`,
        type: 'number',
        text: en('For how many years?'),
        minimum: 0,
        maximum: 90,
      }),
    ),
    ...many(
      2,
      (i): Question => ({ id: `t${i}`, code: `t${i}`, type: 'long_text', text: en('Why is that?'), maximum: 2000 }),
    ),
    { id: 'd0', code: 'd0', type: 'date', text: en('When was it?'), earliest: '2020-01-01', latest: '2026-01-01' },
    { id: 'home', code: 'home', type: 'postcode', text: en('What is your postcode?') },
  ]
}

export function surveyDocument(): QuestionnaireDocument {
  const all = questions()
  const pages = Array.from({ length: 6 }, (_, i) => ({
    id: `page-${i}`,
    title: en(`Page ${i + 1}`),
    questions: all.slice(i * 5, i * 5 + 5),
  })).filter((page) => page.questions.length > 0)
  return {
    format: 1,
    language: 'en',
    languages: ['en'],
    title: en('The bench'),
    sections: [{ id: 'main', title: en('Your view'), pages }, ...equalityBlock()],
  }
}

/** Open from yesterday for a month, by the tables' own columns. */
export async function openSurvey(ctx: Ctx): Promise<Survey> {
  const [consultationId, questionnaireId, versionId, collectorId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const document = surveyDocument()
  const slug = `bench-${consultationId.slice(0, 8)}`
  await inTransaction(ctx, async (tx) => {
    const run = (query: ReturnType<typeof sql>) => rows(tx.db, query)
    await run(sql`insert into consultations (id, slug, title, opens_at, closes_at, state, created_at, created_by)
      values (${consultationId}::uuid, ${slug}, 'The bench', now() - interval '1 day', now() + interval '30 days', 'open', now(), 'bench')`)
    await run(sql`insert into privacy_notices (consultation_id, number, text, quotes_may_be_published, at)
      values (${consultationId}::uuid, 1, 'Made to be measured.', false, now())`)
    await run(sql`insert into questionnaires (id, consultation_id, name, draft, created_at)
      values (${questionnaireId}::uuid, ${consultationId}::uuid, 'Full', ${JSON.stringify(document)}::text::jsonb, now())`)
    await run(sql`insert into questionnaire_versions (id, questionnaire_id, number, document, published_at, published_by)
      values (${versionId}::uuid, ${questionnaireId}::uuid, 1, ${JSON.stringify(document)}::text::jsonb, now(), 'bench')`)
    await run(sql`insert into collectors (id, consultation_id, questionnaire_id, kind, asked_at)
      values (${collectorId}::uuid, ${consultationId}::uuid, ${questionnaireId}::uuid, 'web', now())`)
  })
  return { consultationId, slug, versionId, collectorId, document }
}

/** So many answers through the one submit function, with their equality answers. */
export async function fill(ctx: Ctx, survey: Survey, count: number, seed: number): Promise<void> {
  const chance = chanceFrom(seed)
  const areas = areasFor(chance, count)
  const crowd = { ...survey, noticeNumber: 1, chance, leaning: lean, key: () => newKey(ctx) }
  for (let from = 0; from < count; from += 250) {
    await submitCrowd(
      ctx,
      crowd,
      areas.slice(from, from + 250).map((area) => somebodyIn(chance, area)),
    )
  }
}

/** Copies of the responses under keys of their own, until there are so many: as `submit` writes rows, without its checks. */
export async function copyRows(ctx: Ctx, survey: Survey, total: number): Promise<void> {
  const [stored] = await rows<{ n: number | string }>(
    ctx.db,
    sql`select count(*) as n from responses where consultation_id = ${survey.consultationId}::uuid`,
  )
  const original = Number(stored?.n)
  await rows(
    ctx.db,
    sql`with own as (
        select consultation_id, version_id, collector_id, answers, notice_number, received_on, in_grace, speed, synthetic,
          sha256(gen_random_uuid()::text::bytea) as key_hash, content_hash, sha256(gen_random_uuid()::text::bytea) as receipt_hash
        from responses cross join generate_series(1, ${Math.ceil(total / original)}::int)
        where consultation_id = ${survey.consultationId}::uuid
        limit ${total - original}
      )
      insert into responses (consultation_id, version_id, collector_id, answers, notice_number, received_on, in_grace, speed,
        synthetic, key_hash, content_hash, receipt_hash)
      select consultation_id, version_id, collector_id, answers, notice_number, received_on, in_grace, speed, synthetic,
        key_hash, content_hash, receipt_hash from own`,
  )
  await settle(ctx)
}

/** As PostgreSQL leaves a table some minutes after the last answer: vacuumed, analysed, on disk. Otherwise it does so meanwhile. */
export async function settle(ctx: Ctx): Promise<void> {
  await rows(ctx.db, sql`vacuum (analyze) responses`)
  await rows(ctx.db, sql`checkpoint`)
}
