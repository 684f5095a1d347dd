import { eq } from 'drizzle-orm'
import type { TableFigure } from '../../server/analysis/cross-table.ts'
import { verb as tables } from '../../server/cli/tables.ts'
import { consultations } from '../../server/consultations/tables.ts'
import type { OpenConsultation } from './fixtures.ts'
import type { Given } from './given-answers.ts'
import { operated } from './operator.ts'
import type { World } from './world.ts'

export const times = (many: number, given: Given): Given[] => Array.from({ length: many }, () => given)
export const contact = (option: string, sex?: string, weight?: number): Given => ({
  answers: { contact: { option } },
  ...(sex ? { equality: { 'eq-sex': { option: `eq-sex-${sex}` } } } : {}),
  ...(weight ? { weight } : {}),
})

/** What `folkmoot tables` says to somebody of this role. */
export async function askedFor(
  world: World,
  to: OpenConsultation,
  words: string[],
  role: 'analyst' | 'officer' = 'analyst',
) {
  const person = await world.person(role, to.consultationId)
  const done = await operated(world.ctx, tables, [to.slug, ...words, '--as', person.email, '--reason', 'Annex B'])
  return { person, ...done }
}

/** Figures of an open consultation move on in steps; once it has closed everybody counts. */
export const closeNow = (world: World, to: OpenConsultation) =>
  world.ctx.db
    .update(consultations)
    .set({ closesAt: new Date(world.ctx.now().getTime() - 3_600_000) })
    .where(eq(consultations.id, to.consultationId))

export async function tableFor(world: World, to: OpenConsultation, ...words: string[]): Promise<TableFigure> {
  await closeNow(world, to)
  const { out, code, err } = await askedFor(world, to, [...words, '--json'])
  if (code !== 0 || err !== '') throw new Error(`${code}: ${err}`)
  return JSON.parse(out) as TableFigure
}

export const countsIn = ({ figure }: TableFigure) =>
  figure!.rows.map(({ id, cells }) => [id, ...cells.map(({ count }) => count)])
