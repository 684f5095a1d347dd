import { eq } from 'drizzle-orm'
import type { Frequency } from '../../shared/analysis/count.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Filter } from '../../shared/analysis/select.ts'
import { HiddenColumns } from '../../shared/analysis/shown-columns.ts'
import { isSmall } from '../../shared/analysis/suppression.ts'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { boroughByCode } from '../../shared/population/boroughs.ts'
import { type Collector, collectorsOf } from '../collectors/queries.ts'
import { consultations } from '../consultations/tables.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import type { Counted } from './counter.ts'

/** What stands round every figure: whose it is, whether it still moves, which ways in there are. */
export interface Frame {
  consultationId: string
  slug: string
  title: string
  synthetic: boolean
  isOpen: boolean
  closesAt: string | null
  /** The moment the figures were read. */
  at: string
  waysIn: { id: string; label: string }[]
}

export async function frameOf(ctx: Ctx, consultationId: string): Promise<Frame> {
  const [found] = await ctx.db.select().from(consultations).where(eq(consultations.id, consultationId))
  if (!found) throw notFound()
  const phase = phaseOf(found, ctx.now())
  const doors = await collectorsOf(ctx, consultationId)
  return {
    consultationId,
    slug: found.slug,
    title: found.title,
    synthetic: found.synthetic,
    isOpen: phase === 'open',
    closesAt: found.closesAt?.toISOString() ?? null,
    at: ctx.now().toISOString(),
    waysIn: doors
      .filter((door) => door.kind !== 'group')
      .map(({ id, kind, slug }) => ({ id, label: labelOf(kind, slug) })),
  }
}

const labelOf = (kind: Collector['kind'], slug: string | null): string => labels[kind](slug)
const labels: Record<Collector['kind'], (slug: string | null) => string> = {
  web: (slug) => (slug ? `Link ${slug}` : 'Open web link'),
  group: () => 'A group’s formal response',
  synthetic: () => 'Filled with synthetic answers',
  import: () => 'Imported file',
}

/** The columns with the ways in called by their names, which the counting thread does not know. */
export const named = (frame: Frame, columns: readonly Column[]): Column[] =>
  columns.map((column) => {
    if (column.key !== 'collector') return column
    const label = (id: string) => ({ en: frame.waysIn.find((way) => way.id === id)?.label ?? 'Another way in' })
    return { ...column, categories: column.categories.map(({ id }) => ({ id, label: label(id) })) }
  })

/** Columns that were asked for as they were at the moment of the counts: their categories may have grown in between. */
export function asCounted(frame: Frame, { columns }: Counted, asked: readonly Column[]): Column[] {
  const counted = new Map(named(frame, columns).map((column) => [column.key, column]))
  return asked.map(({ key }) => counted.get(key)!)
}

/** The one filter set of the desk: a borough, a way in. */
export interface Asked {
  borough?: string | undefined
  collector?: string | undefined
}

export function filterOf(frame: Frame, { borough, collector }: Asked): Filter {
  if (borough && !boroughByCode(borough)) throw new AppError('bad-request', 'There is no borough with this code.')
  if (collector && !frame.waysIn.some(({ id }) => id === collector)) throw notFound()
  const where = [
    ...(borough ? [{ column: 'area', categories: [borough] }] : []),
    ...(collector ? [{ column: 'collector', categories: [collector] }] : []),
  ]
  return { where }
}

/** The filter as a reader says it: "in Haringey, by the open web link". */
export function filterWords(frame: Frame, { borough, collector }: Asked): string {
  const place = borough ? `in ${boroughByCode(borough)?.name ?? borough}` : ''
  const way = frame.waysIn.find(({ id }) => id === collector)?.label
  return [place, way ? `by: ${way}` : ''].filter(Boolean).join(', ')
}

/**
 * A filter that leaves only a few people, or leaves out only a few of anybody, would let them be had by subtraction: of everybody,
 * and of those that each part of the filter would leave by itself.
 */
export function selectedOf({ people, selected, wholes }: Counted): number | null {
  const counts = [selected, ...[people, ...wholes].map((whole) => whole - selected)]
  return counts.some((count) => isSmall(count, analystRule)) ? null : selected
}

interface WithFrequencies extends Counted {
  frequencies: Frequency[]
  around?: Frequency[][]
}

/** What the desk hides of each column, by the frequencies that were counted with it. */
export const hiddenOf = ({ columns, frequencies, selected, around }: WithFrequencies): HiddenColumns =>
  new HiddenColumns(columns, frequencies, selected, analystRule, around)
