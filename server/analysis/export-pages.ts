import { sql } from 'drizzle-orm'
import { type Layout, layoutOf, type VersionDocument } from '../../shared/analysis/layout.ts'
import { Projection } from '../../shared/analysis/projection.ts'
import type { Variable } from '../../shared/analysis/variables.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import type { Ctx } from '../platform/context.ts'
import { rows } from '../platform/db.ts'

/** A part of the responses, with a projection of just these: row i of the one is row i of the other, until the next part. */
export interface ExportPage {
  rows: ExportRow[]
  projection: Projection
}

export interface ExportRow {
  version: number
  wayIn: string
  receivedOn: string
  speed: string
  synthetic: boolean
  weight: number | null
  /** In which order shuffled options and rows were shown. */
  seed: number | null
  answers: Answers
}

/** What people were asked before sending: the equality questions and their answers are not read at all. */
export const exportLayout = (versions: readonly VersionDocument[]): Layout =>
  layoutOf(
    versions.map(({ id, document }) => ({
      id,
      document: { ...document, sections: document.sections.filter((section) => !section.equality) },
    })),
  )

interface RawRow extends Record<string, unknown> {
  id: string
  version_id: string
  collector_id: string
  answers: string
  received_on: string
  speed: string
  synthetic: boolean
  weight: number | null
  seed: number | null
}

/** People's responses that count; a group's formal response is no row among them. */
const counted = (consultationId: string) =>
  sql`from responses r where r.consultation_id = ${consultationId}::uuid and r.state = 'in' and r.group_id is null
      and r.answers is not null`

/**
 * Every response in the order of random ids, by a cursor of the transaction: one picture of the data however long it
 * takes, and a page in memory at a time. The next page is fetched while this one is written.
 */
export async function* exportPages(
  tx: Ctx,
  consultationId: string,
  layout: Layout,
  wayIn: (collectorId: string) => string,
): AsyncGenerator<ExportPage> {
  const number = new Map(layout.versions.map(({ id }, i) => [id, i + 1]))
  await rows(
    tx.db,
    sql`declare exported no scroll cursor for
        select r.id, r.version_id, r.collector_id, r.answers::text as answers, r.received_on::text as received_on, r.speed,
          r.synthetic, r.weight, r.seed
        ${counted(consultationId)} order by r.id`,
  )
  // Few enough that they are gone before the collector of garbage keeps them, enough that a fetch is worth its way.
  const fetch = () => rows<RawRow>(tx.db, sql`fetch forward 500 from exported`)
  const projection = new Projection(layout)
  projection.grow(500)
  let next = fetch()
  for (;;) {
    const found = await next
    if (found.length === 0) return
    next = fetch()
    // It is awaited in the next turn; a reader that stops before must not leave a refusal to nobody.
    next.catch(() => {})
    yield pageOf(found, projection, (row) => ({
      version: number.get(row.version_id) ?? 0,
      wayIn: wayIn(row.collector_id),
    }))
  }
}

/** Every page is written over the one before it: room is made once for them all. */
function pageOf(
  found: RawRow[],
  projection: Projection,
  told: (row: RawRow) => Pick<ExportRow, 'version' | 'wayIn'>,
): ExportPage {
  const list = found.map((row, at): ExportRow => {
    const answers = JSON.parse(row.answers) as Answers
    const response = {
      versionId: row.version_id,
      collectorId: row.collector_id,
      state: 'in',
      groupId: null,
      synthetic: row.synthetic,
      answers,
      equality: null,
    }
    projection.write(at, response, true)
    const { speed, synthetic, weight, seed } = row
    return { ...told(row), receivedOn: row.received_on, speed, synthetic, weight, seed, answers }
  })
  return { rows: list, projection }
}

/** How many responses there are, and whether any has a weight. */
export async function exportSize(tx: Ctx, consultationId: string): Promise<{ many: number; isWeighted: boolean }> {
  const [found] = await rows<{ many: number; weighted: boolean }>(
    tx.db,
    sql`select count(*)::int as many, coalesce(bool_or(r.weight is not null), false) as weighted ${counted(consultationId)}`,
  )
  return { many: Number(found?.many ?? 0), isWeighted: found?.weighted ?? false }
}

/** Texts whose lengths are asked for at once: a statement takes only so many columns. */
const textsAtOnce = 400

/** The longest text of each variable in bytes, in their order; 0 for a variable that is no text. */
export async function textLengths(tx: Ctx, consultationId: string, variables: readonly Variable[]): Promise<number[]> {
  const texts = variables.flatMap(({ type }, at) => (type === 'text' || type === 'words' ? [at] : []))
  const lengths = variables.map(() => 0)
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    const part = texts.slice(from, from + textsAtOnce)
    const longest = part.map((at) => {
      const { question, type } = variables[at]!
      const field = type === 'words' ? 'other' : 'text'
      return sql`coalesce(max(octet_length(r.answers -> ${question}::text ->> ${field}::text)), 0)::int`
    })
    const [found] = await rows<{ lengths: number[] }>(
      tx.db,
      sql`select to_jsonb(array[${sql.join(longest, sql`, `)}]) as lengths ${counted(consultationId)}`,
    )
    part.forEach((at, i) => {
      lengths[at] = Number(found!.lengths[i])
    })
  }
  return lengths
}
