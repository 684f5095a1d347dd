import { createHash } from 'node:crypto'
import type { Crosstab, Frequency } from '../../shared/analysis/count.ts'
import { type Column, firstCategory, type VersionDocument } from '../../shared/analysis/layout.ts'
import { everybody } from '../../shared/analysis/select.ts'
import { sum } from '../../shared/kernel/sum.ts'
import type { Ctx } from '../platform/context.ts'
import { equalityFeed } from '../responses/equality-feed.ts'
import { countedIds } from '../responses/words.ts'
import { type Frame, frameOf } from './frame.ts'
import { counting, versionsOf } from './reader.ts'

export interface ExactCounts {
  people: number
  groups: number
  synthetic: boolean
  columns: Column[]
  frequencies: Frequency[]
  /** One a pair asked for, [down, across]; null where there is no such column. */
  crosstabs: (Crosstab | null)[]
  /** What was asked, oldest first. */
  versions: VersionDocument[]
}

/**
 * Unrounded counts of everybody, for sealing alone: no route may hand them on. Never inside a transaction, as all
 * counting.
 */
export async function exactCounts(ctx: Ctx, consultationId: string, pairs: [string, string][]): Promise<ExactCounts> {
  const { isOpen } = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const all = await link.ask('frequencies', [consultationId, isOpen, everybody])
  const crossed = await link.ask('crosstabs', [consultationId, isOpen, everybody, pairs])
  const versions = (await versionsOf(ctx, [consultationId])).get(consultationId) ?? []
  const { people, groups, synthetic, columns } = all
  return { people, groups, synthetic, columns, frequencies: all.frequencies, crosstabs: crossed.tables, versions }
}

/** What several tables of one column by others are made of, all counted at one moment. */
export interface CountsInTens extends Pick<ExactCounts, 'columns' | 'frequencies' | 'synthetic'> {
  /** `down` by each of the columns asked for that somebody could have answered; by the column's key. */
  crosstabs: Map<string, Crosstab>
}

/**
 * Unrounded counts of the first tens of people in each category of a column, as they came, for sealing alone. While a consultation is
 * open, and after it, they move on only when ten more of that category have come. Null while nobody has answered.
 */
export async function countsInTens(
  ctx: Ctx,
  { consultationId, isOpen }: Frame,
  down: string,
  acrosses: readonly string[],
): Promise<CountsInTens | null> {
  const link = await counting(ctx)
  const pairs = [...acrosses, 'version'].map((across): [string, string] => [down, across])
  const filter = { where: [], inTensOf: down }
  const counted = await link.ask('crosstabs', [consultationId, isOpen, filter, pairs])
  const own = counted.tables.at(-1)
  if (!own) return null
  const found = acrosses.flatMap((key, i): [string, Crosstab][] => {
    const table = counted.tables[i]
    return table ? [[key, table]] : []
  })
  const column = (key: string) => counted.columns.find((one) => one.key === key)!
  return {
    columns: [column(down), ...found.map(([key]) => column(key))],
    frequencies: [frequencyOf(down, linesIn(own)), ...found.map(([key, table]) => frequencyOf(key, acrossIn(table)))],
    crosstabs: new Map(found),
    synthetic: counted.synthetic,
  }
}

const linesIn = ({ missing, cells }: Crosstab) => [...missing, ...cells].map(sum)
const acrossIn = ({ missing, cells, codes }: Crosstab) =>
  Array.from({ length: codes }, (_, code) => sum([...missing, ...cells].map((line) => line[code]!)))

/** From counts by code, the four kinds of missing first. */
function frequencyOf(key: string, counts: number[]): Frequency {
  const categories = counts.slice(firstCategory)
  const [notAsked, blank, declined, dontKnow] = counts as [number, number, number, number]
  return { key, notAsked, blank, declined, dontKnow, answered: sum(categories), categories }
}

const atOnce = 5000

/** One SHA-256 over the equality answers that are counted, each with its response's id: what no other table may be asked beside them. */
export async function equalityHash(ctx: Ctx, consultationId: string): Promise<string> {
  const ids = await countedIds(ctx, consultationId)
  const hash = createHash('sha256')
  for (let from = 0; from < ids.length; from += atOnce) {
    const page = ids.slice(from, from + atOnce)
    const answers = await equalityFeed(ctx, page, 'text')
    for (const id of page) hash.update(`${id} ${answers.get(id) ?? '-'}\n`)
  }
  return hash.digest('hex')
}
