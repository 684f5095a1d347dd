import { loadGroups } from '../groups/load.ts'
import type { Ctx } from '../platform/context.ts'
import { loadPopulation } from '../population/load.ts'

/** What every installation needs before anything is asked: the census profile and the 32 groups. Safe to run again. */
export async function buildGround(ctx: Ctx): Promise<void> {
  await loadPopulation(ctx)
  await loadGroups(ctx)
}
