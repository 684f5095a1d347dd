import { and, asc, inArray, ne } from 'drizzle-orm'
import { type Heard, spoken } from '../../shared/analysis/inclusion-words.ts'
import { tellsBorough } from '../../shared/analysis/layout.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { type Tellers, tellersOf } from '../../shared/analysis/tellers.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import {
  type Characteristic,
  characteristics,
  headingOf,
  notAnswered,
} from '../../shared/population/characteristics.ts'
import type { Ctx } from '../platform/context.ts'
import { populationCounts } from '../population/tables.ts'
import type { Counted } from './counter.ts'
import { type Frame, toldOf } from './frame.ts'
import { type AreaCounts, blocksOf, type InclusionBlock } from './inclusion.ts'
import { versionsOf } from './reader.ts'
import { areasOf, shownArea } from './shown-areas.ts'
import type { WorkerLink } from './worker-link.ts'

/** One borough on the map: in how many groups it is heard fewer, or that nobody can tell. */
export interface AreaTile {
  code: string
  name: string
  label: string
  col: number
  row: number
  /** Categories heard fewer or much fewer; null where every verdict is "cannot tell". */
  fewer: number | null
  groups: number
}

const under16 = '0-15'

/** What younger people are asked too. */
const ofAnyAge: Record<string, string> = {
  disability_3_16plus:
    'The census counts it from 16 up. Here it is everybody who answered, for two equality questions are never crossed within a borough.',
}

export interface HeardByArea {
  counted: Counted
  counts: AreaCounts[]
  /** By characteristic, every area, the last being London. */
  blocks: InclusionBlock[][]
  /** By area and of all: who answered; null where too few to show. */
  people: Shown[]
  /** Whether a question tells the borough; without one there is only London. */
  knows: boolean
}

/** Every characteristic in every area, and in all of them: made of what the tables of its questions by borough show, and of nothing else. */
export async function heardByArea(ctx: Ctx, link: WorkerLink, { consultationId, isOpen }: Frame): Promise<HeardByArea> {
  const counted = await link.ask('tablesBy', [consultationId, isOpen, 'area'])
  const versions = (await versionsOf(ctx, [consultationId])).get(consultationId) ?? []
  const wanted = characteristics.filter(({ use }) => use === 'borough' || use === 'london only')
  const residents = await residentsOf(
    ctx,
    wanted.map(({ id }) => id),
  )
  const knows = counted.columns.some(tellsBorough)
  const areas = areasOf(
    counted,
    knows ? boroughs.map(({ code }) => code) : [],
    toldOf(counted, { ...counted, by: null }),
  )
  const counts = wanted.flatMap((one) => {
    const tellers = tellersOf(versions, one.id, (id) => counted.columns.some(({ key }) => key === id))
    if (!tellers) return []
    const about = headOf(one, tellers, residents.get(one.id) ?? new Map(), knows)
    const told = { tellers, categories: about.categories, leftOut: one.id === 'age_band' ? under16 : null }
    return [{ ...about, areas: areas.map((area) => shownArea({ ...area, ...told })) }]
  })
  const words = areas.map((_, a) => (a < areas.length - 1 ? 'the borough' : 'London'))
  return {
    counted,
    counts,
    blocks: counts.map((one) => blocksOf(one, words)),
    people: areas.map(({ people }) => people),
    knows,
  }
}

/** characteristic → category → area → residents, in the census's order, without "Not answered". */
async function residentsOf(ctx: Ctx, ids: string[]) {
  const found = await ctx.db
    .select()
    .from(populationCounts)
    .where(and(inArray(populationCounts.characteristic, ids), ne(populationCounts.category, notAnswered)))
    .orderBy(asc(populationCounts.position))
  const all = new Map<string, Map<string, Map<string, number>>>()
  for (const { characteristic, category, areaCode, count } of found) {
    const categories = all.get(characteristic) ?? new Map<string, Map<string, number>>()
    const areas = categories.get(category) ?? new Map<string, number>()
    all.set(characteristic, categories.set(category, areas.set(areaCode, count)))
  }
  return all
}

/** The characteristic with its categories as the census has them, and who lives where. */
function headOf(
  one: Characteristic,
  { answers }: Tellers,
  residents: Map<string, Map<string, number>>,
  knows: boolean,
): Omit<AreaCounts, 'areas'> {
  const all = [...residents.keys()].filter((category) => !(one.id === 'age_band' && category === under16))
  // Census categories that no option stands for belong with "any other answer": what a write-in was is not guessed.
  const mapped = all.filter((category) => answers.has(category))
  const rest = all.filter((category) => !answers.has(category))
  const contextOnly = one.use === 'london only'
  const living = (code: string) => {
    const of = (categories: string[]) => sum(categories.map((c) => residents.get(c)?.get(code) ?? 0))
    return [...mapped.map((category) => of([category])), of(rest)]
  }
  const byArea = boroughs.map(({ code }) => living(code))
  const everywhere = [...mapped, ''].map((_, i) => sum(byArea.map((line) => line[i]!)))
  return {
    characteristic: one.id,
    ...headingOf(one),
    caution: one.caution ?? ofAnyAge[one.id] ?? null,
    contextOnly,
    categories: [...mapped, ''],
    compared: [...mapped.map(() => true), contextOnly && rest.length > 0],
    residents: knows ? [...byArea, everywhere] : [everywhere],
  }
}

/** Blocks of one area, the last being London; of a borough without what is only shown for London. */
export const blocksAt = (counts: AreaCounts[], blocks: InclusionBlock[][], at: number): InclusionBlock[] =>
  counts.flatMap((one, i) => (one.contextOnly && at < blocks[i]!.length - 1 ? [] : [blocks[i]![at]!]))

/** The boroughs for the map, each by what its blocks say. */
export function tilesOf(counts: AreaCounts[], blocks: InclusionBlock[][]): AreaTile[] {
  return boroughs.map(({ code, name, label, col, row }, at) => {
    const rows = blocksAt(counts, blocks, at).flatMap((block) => block.rows)
    const told = rows.filter(({ verdict }) => verdict !== 'cannot tell')
    const fewer = told.filter(({ verdict }) => verdict.endsWith('fewer')).length
    return { code, name, label, col, row, fewer: told.length === 0 ? null : fewer, groups: rows.length }
  })
}

/** What an area's blocks come to, in a sentence. */
export function spokenOf(blocks: InclusionBlock[], area: string): string {
  const heard = blocks.map(
    ({ characteristic, name, rows, joined }): Heard => ({
      characteristic,
      name,
      verdicts: rows.map(({ category, verdict }) => ({ category, verdict })),
      joined,
    }),
  )
  return spoken(heard, area)
}
