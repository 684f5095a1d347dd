import { and, asc, inArray, ne } from 'drizzle-orm'
import type { Crosstab } from '../../shared/analysis/count.ts'
import { type Heard, spoken } from '../../shared/analysis/inclusion-words.ts'
import { type Column, firstCategory, missing } from '../../shared/analysis/layout.ts'
import type { Filter } from '../../shared/analysis/select.ts'
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
import type { Frame } from './frame.ts'
import { type AreaCounts, blocksOf, type InclusionBlock } from './inclusion.ts'
import { tellsBorough } from './table-columns.ts'
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

const key = (id: string) => `characteristic:${id}`
const under16 = '0-15'
const adultBands = ['16-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75+']

/** Asks the counting thread for every characteristic by area: those of 16 and over apart from those of all ages. */
export async function areaCounts(ctx: Ctx, link: WorkerLink, { consultationId, isOpen }: Frame, filter: Filter) {
  const ask = (where: Filter, list: Characteristic[]) => {
    const pairs = list.map(({ id }): [string, string] => [key(id), 'area'])
    return link.ask('crosstabs', [consultationId, isOpen, where, [...pairs, ['area', 'version']]])
  }
  const wanted = characteristics.filter(({ use }) => use === 'borough' || use === 'london only')
  const all = wanted.filter(({ base }) => base === 'all ages')
  const grown = wanted.filter(({ base }) => base !== 'all ages')
  const adults: Filter = { where: [...filter.where, { column: key('age_band'), categories: adultBands }] }
  const ofAll = await ask(filter, all)
  const ofAdults = await ask(adults, grown)
  const residents = await residentsOf(
    ctx,
    wanted.map(({ id }) => id),
  )
  const knows = knowsBoroughs(ofAll)
  const column = (id: string) => ofAll.columns.find((one) => one.key === key(id))
  const build = (list: Characteristic[], tables: (Crosstab | null)[]) =>
    list.flatMap((one, i) => {
      const found = column(one.id)
      return found && tables[i]
        ? [countsOf({ one, column: found, table: tables[i], residents: residents.get(one.id) ?? new Map(), knows })]
        : []
    })
  const areas = ofAll.tables.at(-1)?.cells.map(sum)
  const byArea = knows ? boroughs.map((_, i) => areas?.[i] ?? 0) : [ofAll.selected]
  return { counted: ofAll, byArea, counts: [...build(all, ofAll.tables), ...build(grown, ofAdults.tables)] }
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

interface Source {
  one: Characteristic
  column: Column
  table: Crosstab
  residents: Map<string, Map<string, number>>
  knows: boolean
}

function countsOf({ one, column, table, residents, knows }: Source): AreaCounts {
  const isAge = one.id === 'age_band'
  const all = [...residents.keys()].filter((category) => !(isAge && category === under16))
  const of = (category: string) => column.categories.findIndex(({ id }) => id === category)
  // Census categories that no option stands for belong with "any other answer": what a write-in was is not guessed.
  const mapped = all.filter((category) => of(category) !== -1)
  const rest = all.filter((category) => of(category) === -1)
  const contextOnly = one.use === 'london only'
  // Where no question tells the borough everybody stands in one area, compared with London.
  const byArea = (counts: number[] = []) =>
    knows ? boroughs.map((_, i) => counts[firstCategory + i] ?? 0) : [sum(counts)]
  const living = (categories: string[]) => {
    const list = boroughs.map(({ code }) => sum(categories.map((c) => residents.get(c)?.get(code) ?? 0)))
    return knows ? list : [sum(list)]
  }
  return {
    characteristic: one.id,
    ...headingOf(one),
    caution: one.caution ?? null,
    contextOnly,
    categories: [...mapped, ''],
    compared: [...mapped.map(() => true), contextOnly && rest.length > 0],
    answered: [...mapped, ''].map((category) => byArea(table.cells[of(category)])),
    residents: [...mapped.map((category) => living([category])), living(rest)],
    declined: byArea(table.missing[missing.declined]),
    dontKnow: byArea(table.missing[missing.dontKnow]),
    blank: byArea(table.missing[missing.blank]),
    notAsked: byArea(table.missing[missing.notAsked]),
  }
}

/** Blocks of one area, the last being London; of a borough without what is only shown for London. */
export const blocksAt = (counts: AreaCounts[], blocks: InclusionBlock[][], at: number): InclusionBlock[] =>
  counts.flatMap((one, i) => (one.contextOnly && at < blocks[i]!.length - 1 ? [] : [blocks[i]![at]!]))

/** Every characteristic in every area, the last being London. */
export const allBlocks = (counts: AreaCounts[], knows: boolean): InclusionBlock[][] =>
  counts.map((one) => blocksOf(one, [...(knows ? boroughs.map(() => 'the borough') : ['London']), 'London']))

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

/** Whether a question tells the borough; without one everybody stands in one area. */
export const knowsBoroughs = ({ columns }: Counted): boolean => columns.some(tellsBorough)
