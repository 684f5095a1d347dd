import type { Column } from '../../shared/analysis/layout.ts'
import { adultAges, characteristics, notAnswered } from '../../shared/population/characteristics.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { boroughList, london, profile } from '../population/queries.ts'
import type { Wanted } from './weigh.ts'

/** Short words for what is weighted on most; every characteristic also goes by its own id. */
const short: Record<string, string> = {
  age: 'age_band',
  ethnicity: 'ethnic_group_5',
  ethnic_group: 'ethnic_group_5',
  disability: 'disability_2',
  sexual_orientation: 'sexual_orientation_16plus',
}

/**
 * London's shares for the characteristics named, in the categories that the questionnaire's options stand for: `sex`, `age`
 * (16 and over; younger people keep their share), `borough`, `ethnicity`, `religion` and others. Refused (AppError): one
 * that is not asked, and gender identity, which is not to be weighted by.
 */
export async function censusTargets(ctx: Ctx, columns: readonly Column[], names: readonly string[]): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  for (const name of names)
    wanted.push(name === 'borough' ? await boroughTarget(ctx, columns) : await targetOf(ctx, columns, name))
  return wanted
}

const notAsked = (name: string) =>
  new AppError(
    'bad-input',
    `This consultation does not ask what "${name}" is weighted by. Weight by something it asks.`,
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

async function targetOf(ctx: Ctx, columns: readonly Column[], name: string): Promise<Wanted> {
  const id = short[name] ?? name
  const known = characteristics.find((one) => one.id === id)
  if (known?.use !== 'borough') {
    const may = characteristics
      .filter(({ use }) => use === 'borough')
      .map((one) => Object.keys(short).find((key) => short[key] === one.id) ?? one.id)
    throw new AppError(
      'bad-input',
      `Nobody is weighted by "${name}". Weight by ${[...may, 'borough'].join(', ')}, or by "imported" weights.`,
    )
  }
  const column = columns.find(({ key }) => key === `characteristic:${id}`)
  if (!column) throw notAsked(name)
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
    name,
    column: column.key,
    categories: rest > 0 ? [...categories, { id: '', label: 'any other answer', share: rest / all }] : categories,
  }
}
