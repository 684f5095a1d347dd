import { type Column, tellsBorough } from '../../shared/analysis/layout.ts'
import { marginId, marginWord } from '../../shared/analysis/margin-names.ts'
import {
  adultAges,
  type Characteristic,
  characteristics,
  notAnswered,
} from '../../shared/population/characteristics.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { boroughList, london, profile } from '../population/queries.ts'
import type { Counted } from './counter.ts'
import type { Wanted, WeightBy } from './weigh.ts'

/** Never by gender identity or sexual orientation: the census counted too uncertainly, and it would single people out. */
const isWeightedBy = ({ id, use }: Characteristic): boolean => use === 'borough' && id !== 'sexual_orientation_16plus'

export interface MarginChoice {
  id: string
  name: string
}

/** What a consultation may be weighted by: what it asks, in the order of the census profile. */
export function marginChoices({ columns, hasWeights }: Counted): MarginChoice[] {
  const isAsked = ({ id }: Characteristic) => columns.some(({ key }) => key === `characteristic:${id}`)
  const asked = characteristics.filter((one) => isWeightedBy(one) && isAsked(one))
  return [
    ...(columns.some(tellsBorough) ? [{ id: 'borough', name: 'Borough' }] : []),
    ...asked.map(({ id, name }) => ({ id, name })),
    ...(hasWeights ? [{ id: 'imported', name: 'The weights that came with imported answers' }] : []),
  ]
}

/** `imported`: the weights that came with imported answers; otherwise census characteristics to rake to. */
export type WeightAsked = 'imported' | string[]

/** `imported`, or names between commas: `sex,age_band`. */
export function readWeight(words: string): WeightAsked {
  const names = words.split(',').map((name) => name.trim())
  return names.length === 1 && names[0] === 'imported' ? 'imported' : names
}

/** What the counting thread weighs by: the weights that are there, or targets of the census. */
export const weightBy = async (ctx: Ctx, columns: readonly Column[], asked: WeightAsked): Promise<WeightBy> =>
  asked === 'imported' ? asked : censusTargets(ctx, columns, asked)

/**
 * London's shares for the characteristics named, in the categories that the questionnaire's options stand for: `sex`, `age`
 * (16 and over; younger people keep their share), `borough`, `ethnicity`, `religion` and others. Refused (AppError): one
 * that is not asked, and gender identity or sexual orientation, which are not to be weighted by.
 */
async function censusTargets(ctx: Ctx, columns: readonly Column[], names: readonly string[]): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  for (const id of new Set(names.map(marginId)))
    wanted.push(id === 'borough' ? await boroughTarget(ctx, columns) : await targetOf(ctx, columns, id))
  return wanted
}

const notAsked = (name: string) =>
  new AppError(
    'bad-input',
    `This consultation does not ask what “${name}” is weighted by. Weight by something it asks.`,
  )

async function boroughTarget(ctx: Ctx, columns: readonly Column[]): Promise<Wanted> {
  if (!columns.some(({ type }) => type === 'postcode' || type === 'area')) throw notAsked('borough')
  const list = await boroughList(ctx)
  const all = list.reduce((sum, { residents }) => sum + (residents ?? 0), 0)
  return {
    name: 'borough',
    column: 'area',
    categories: list.map(({ code, name, residents }) => ({ id: code, label: name, share: (residents ?? 0) / all })),
  }
}

async function targetOf(ctx: Ctx, columns: readonly Column[], id: string): Promise<Wanted> {
  const known = characteristics.find((one) => one.id === id)
  if (!known || !isWeightedBy(known)) {
    const may = characteristics.filter(isWeightedBy).map((one) => marginWord(one.id))
    throw new AppError(
      'bad-input',
      `Nobody is weighted by “${id}”. Weight by ${[...may, 'borough'].join(', ')}, or by “imported” weights.`,
    )
  }
  const column = columns.find(({ key }) => key === `characteristic:${id}`)
  if (!column) throw notAsked(marginWord(id))
  const counts = (await profile(ctx, london, id)).filter(({ category }) => category !== notAnswered)
  const counted = id === 'age_band' ? adultAges(counts) : counts
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  const isMapped = (category: string) => column.categories.some((one) => one.id === category)
  const rest = counted.filter(({ category }) => !isMapped(category)).reduce((sum, { count }) => sum + count, 0)
  const categories = counted
    .filter(({ category }) => isMapped(category))
    .map(({ category, count }) => ({ id: category, label: category, share: count / all }))
  // Census categories that no option stands for belong with "any other answer".
  return {
    name: known.name.toLowerCase(),
    column: column.key,
    categories: rest > 0 ? [...categories, { id: '', label: 'any other answer', share: rest / all }] : categories,
  }
}
