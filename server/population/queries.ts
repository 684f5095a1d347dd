import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { boroughByCode, boroughs } from '../../shared/population/boroughs.ts'
import {
  type CategoryCount,
  type Characteristic,
  characteristics,
  shares,
} from '../../shared/population/characteristics.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { populationCounts as counts } from './tables.ts'

/** All of London together: the sum of the 33 authorities. */
export const london = 'london'

const inArea = (areaCode: string): SQL | undefined => (areaCode === london ? undefined : eq(counts.areaCode, areaCode))
const summed = sql<number>`sum(${counts.count})::int`.as('summed')

/** The area's counts of one characteristic, in the census's order; an unknown area or characteristic has none. */
export function profile(ctx: Ctx, areaCode: string, characteristic: string): Promise<CategoryCount[]> {
  return ctx.db
    .select({ category: counts.category, count: summed })
    .from(counts)
    .where(and(inArea(areaCode), eq(counts.characteristic, characteristic)))
    .groupBy(counts.category, counts.position)
    .orderBy(asc(counts.position))
}

/** On a page of one area: gender identity only for London, the joint targets and the other age bands nowhere. */
const shownFor: Record<Characteristic['use'], (areaCode: string) => boolean> = {
  total: () => true,
  borough: () => true,
  'london only': (areaCode) => areaCode === london,
  'weighting only': () => false,
  'other bands': () => false,
}

interface Counted extends CategoryCount {
  characteristic: string
  source: string
}

const everyCount = (ctx: Ctx, areaCode: string): Promise<Counted[]> =>
  ctx.db
    .select({
      characteristic: counts.characteristic,
      category: counts.category,
      count: summed,
      source: sql<string>`min(${counts.source})`,
    })
    .from(counts)
    .where(inArea(areaCode))
    .groupBy(counts.characteristic, counts.category, counts.position)
    .orderBy(asc(counts.characteristic), asc(counts.position))

/** Every characteristic of one area, each with its base, shares beside London's, source and caution. */
export async function areaProfile(ctx: Ctx, areaCode: string) {
  const name = areaCode === london ? 'London' : boroughByCode(areaCode)?.name
  if (!name) throw notFound()
  const here = await everyCount(ctx, areaCode)
  const everywhere = areaCode === london ? here : await everyCount(ctx, london)
  const of = (rows: Counted[], id: string) => rows.filter((row) => row.characteristic === id)
  return {
    area: { code: areaCode, name },
    characteristics: characteristics
      .filter((c) => shownFor[c.use](areaCode))
      .map((c) => {
        const { base, rows } = shares(of(here, c.id).map(({ category, count }) => ({ category, count })))
        const whole = shares(of(everywhere, c.id)).rows
        const sources = [...new Set(of(here, c.id).map((row) => row.source))]
        return {
          ...c,
          counted: base,
          rows: rows.map((row, i) => ({ ...row, london: whole[i]?.share ?? null })),
          sources,
        }
      }),
  }
}

/** The 33 authorities with their usual residents, for a list and for the map. */
export async function boroughList(ctx: Ctx) {
  const found = await ctx.db
    .select({ code: counts.areaCode, residents: counts.count })
    .from(counts)
    .where(eq(counts.characteristic, 'population'))
  const residents = new Map(found.map((row) => [row.code, row.residents]))
  return boroughs.map((borough) => ({ ...borough, residents: residents.get(borough.code) ?? null }))
}
