import { count, sql } from 'drizzle-orm'
import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import census from './census-2021.json' with { type: 'json' }
import { populationCounts } from './tables.ts'

type Row = typeof populationCounts.$inferInsert

/** The compact file as rows: one a borough, characteristic and category. */
export function censusRows(): Row[] {
  const areas = Object.entries(census.areas)
  return Object.entries(census.characteristics).flatMap(([characteristic, categories]) =>
    categories.flatMap(({ category, source, counts }, position) =>
      areas.map(([areaCode, area], place) => {
        const counted = counts[place]
        if (counted === undefined) throw new Error(`census-2021.json has no count of ${category} for ${area}.`)
        return { areaCode, area, characteristic, category, position, count: counted, source }
      }),
    ),
  )
}

/** Loads the Census 2021 profile of the 33 authorities when it is not there yet. Returns how many rows were written. */
export function loadPopulation(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const all = censusRows()
    const [found] = await tx.db.select({ rows: count() }).from(populationCounts)
    if (found?.rows === all.length) return 0
    for (let from = 0; from < all.length; from += 1000) await write(tx, all.slice(from, from + 1000))
    await audit(tx, { verb: 'population.load', subject: 'population:census-2021', detail: { rows: all.length } })
    return all.length
  })
}

async function write(tx: Ctx, batch: Row[]): Promise<void> {
  const { areaCode, characteristic, category } = populationCounts
  await tx.db
    .insert(populationCounts)
    .values(batch)
    .onConflictDoUpdate({
      target: [areaCode, characteristic, category],
      set: { count: sql`excluded.count`, position: sql`excluded.position`, source: sql`excluded.source` },
    })
}
