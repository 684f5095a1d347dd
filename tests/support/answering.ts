import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { rows } from '../../server/platform/db.ts'
import type { OpenConsultation } from './fixtures.ts'
import type { Visitor } from './visitor.ts'
import type { World } from './world.ts'

export const receiptIn = (html: string) =>
  /class="code"[^>]*>(.*?)<\/strong>/s.exec(html)?.[1]?.replace(/<[^>]+>/g, '') ?? ''
export const headingOf = (html: string) => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? ''

export async function countOf(world: World, consultationId: string): Promise<number> {
  const [found] = await rows<{ n: number }>(
    world.ctx.db,
    sql`select count(*)::int as n from responses where consultation_id = ${consultationId}::uuid`,
  )
  return Number(found?.n)
}

/** Answers the fixture's questionnaire without scripts, up to "Check your answers". */
export async function toCheck(world: World, slug: string, visitor: Visitor = world.visitor()) {
  let at = await visitor.follow(await visitor.fill(await (await visitor(`/c/${slug}`)).text(), {}))
  at = await visitor.follow(await visitor.fill(at.html, { 'q-priorities': 'hate' }))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  at = await visitor.follow(await visitor.fill(at.html, {}))
  expect(headingOf(at.html)).toBe('Check your answers')
  return { visitor, check: at.html }
}

/** The same, and sends it. */
export async function sent(world: World, consultation: OpenConsultation) {
  const { visitor, check } = await toCheck(world, consultation.slug)
  const done = await visitor.follow(await visitor.fill(check, {}))
  return { visitor, check, receipt: receiptIn(done.html) }
}
