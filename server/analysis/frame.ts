import { eq } from 'drizzle-orm'
import type { Around } from '../../shared/analysis/around.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import type { Filter } from '../../shared/analysis/select.ts'
import { HiddenColumns, type Hides } from '../../shared/analysis/shown-columns.ts'
import { isSmall, type Shown } from '../../shared/analysis/suppression.ts'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { boroughByCode } from '../../shared/population/boroughs.ts'
import { type Collector, collectorsOf } from '../collectors/queries.ts'
import { consultations } from '../consultations/tables.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import type { Counted } from './counter.ts'
import { HiddenBy } from './hidden-within.ts'

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

/** The filters of the desk: a borough, or a way in. Figures of both at once would tell of the few between them. */
export interface Asked {
  borough?: string | undefined
  collector?: string | undefined
}

export function filterOf(frame: Frame, { borough, collector }: Asked): Filter {
  if (borough && !boroughByCode(borough)) throw new AppError('bad-request', 'There is no borough with this code.')
  if (collector && !frame.waysIn.some(({ id }) => id === collector)) throw notFound()
  if (borough && collector) throw new AppError('bad-request', oneFilter)
  const where = [
    ...(borough ? [{ column: 'area', categories: [borough] }] : []),
    ...(collector ? [{ column: 'collector', categories: [collector] }] : []),
  ]
  return { where }
}

const oneFilter = 'Look within one borough, or at one way in: those of both at once may be few, and are not shown.'

/** The filter as a reader says it: "in Haringey, by the open web link". */
export function filterWords(frame: Frame, { borough, collector }: Asked): string {
  const place = borough ? `in ${boroughByCode(borough)?.name ?? borough}` : ''
  const way = frame.waysIn.find(({ id }) => id === collector)?.label
  return [place, way ? `by: ${way}` : ''].filter(Boolean).join(', ')
}

/** What may be told of the people a filter leaves: how many they are, and what of their columns is hidden. */
export interface Told {
  selected: Shown
  /** Whether they are enough for a table of one question by another. */
  hasTables: boolean
  hidden: Hides
}

/** Within a filter a page tells what a table by what the filter looks at would tell of these people, and nothing else. */
export function toldOf({ columns, people, selected }: Counted, { frequencies, by }: Around): Told {
  if (!by) {
    const hidden = new HiddenColumns(columns, frequencies, people, analystRule)
    const shown = isSmall(people, analystRule) ? null : people
    return { selected: shown, hasTables: people >= analystRule.leastForTables, hidden }
  }
  const { column, place, own, tables } = by
  const isKnown = columns.some(({ key }) => key === column.key)
  const all = isKnown ? columns : [...columns, column]
  const counts = isKnown ? frequencies : [...frequencies, own]
  const hidden = new HiddenColumns(all, counts, people, analystRule)
  const found = new HiddenBy({ columns, people, across: column, tables, hidden })
  const isTold = found.tells(place)
  return { selected: isTold ? selected : null, hasTables: isTold, hidden: found.within(place) }
}
