import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import { type Column, homesAmong } from '../../shared/analysis/layout.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { leastReason } from '../../shared/analysis/test-words.ts'
import type { Refusal } from '../../shared/analysis/weighting.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { london } from '../population/queries.ts'
import { type MarginChoice, marginChoices, type WeightAsked, weightBy } from './census-targets.ts'
import type { Counted } from './counter.ts'
import { countCross, notWithin, whoseWeights } from './cross.ts'
import type { CrossFigure } from './cross-figures.ts'
import { shownWeighting, type ToldMeasures, type ToldWeighting } from './cross-measures.ts'
import { type FigureMeasures, measuresOfFigure } from './figure-measures.ts'
import { type Figure, figureOf } from './figures.ts'
import { type Asked, type Frame, filterOf, filterWords, frameOf, named, toldOf } from './frame.ts'
import type { InclusionBlock } from './inclusion.ts'
import { type AreaTile, blocksAt, heardByArea, spokenOf, tilesOf } from './inclusion-page.ts'
import { counting } from './reader.ts'
import { columnsIn, oneWayRound, standing } from './table-columns.ts'

export interface Overview {
  frame: Frame
  /** Who the figures are about, in words: "in Haringey". */
  about: string
  people: number
  /** Those the filter leaves; null when they, or those it leaves out, are too few to show. */
  selected: number | null
  groups: number
  synthetic: boolean
  figures: MeasuredFigure[]
  /** What may be weighted by. */
  margins: MarginChoice[]
  weighting: ToldWeighting | { refusals: Refusal[] } | null
}

export type MeasuredFigure = Figure & FigureMeasures

export interface FrequenciesAsked extends Asked {
  weight?: WeightAsked | undefined
  /** Intervals, which an analyst turns on with a reason. */
  intervals?: 'on' | undefined
  reason?: string | undefined
}

/** Frequencies of every question, with bases; for those the filter leaves. */
export async function frequencies(ctx: Ctx, consultationId: string, asked: FrequenciesAsked): Promise<Overview> {
  const hasIntervals = asked.intervals === 'on'
  if (hasIntervals) mayTest(ctx, consultationId, asked.reason)
  const frame = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const filter = await whoseWeights(link, frame, filterOf(frame, asked), asked.weight)
  const by = asked.weight ? await weightBy(ctx, await columnsIn(link, frame), asked.weight) : null
  const hasSummaries = by !== null || hasIntervals
  const counted = await link.ask('frequencies', [consultationId, frame.isOpen, filter, by, hasSummaries, true])
  const { selected, hidden } = toldOf(counted, counted.around!)
  const { weighting, columns } = counted
  const sums = weighting?.ok ? weighting.sums : null
  const figures = columns.flatMap((column, i) => {
    if (selected === null || column.part === 'about' || column.type === 'characteristic') return []
    // Within a borough everybody said that they live there.
    if (asked.borough && homesAmong(columns).includes(column)) return []
    const frequency = counted.frequencies[i]!
    const figure = figureOf(column, frequency, hidden.of(column.key))
    const weighted = sums && { sums: sums.sums[i]!, squares: sums.squares[i]!, people: sums.people[i]! }
    const summary = counted.summaries?.[i] ?? null
    return [{ ...figure, ...measuresOfFigure({ column, frequency, figure, weighted, summary, hasIntervals }) }]
  })
  return {
    ...headOf(frame, asked, counted, selected),
    figures,
    margins: marginChoices(counted),
    weighting: weighting && shownWeighting(weighting),
  }
}

/** No test or interval on answers unless the analyst turns it on with a reason, which the audit trail keeps. */
export function mayTest(ctx: Ctx, consultationId: string, reason = '') {
  authorise(ctx, 'analysis.export', consultationId)
  if (reason.trim().length < leastReason)
    throw new AppError('bad-input', 'Say in a few words why this is needed. The reason is kept in the audit trail.')
}

/** What stands at the head of every figure. */
export function headOf(frame: Frame, asked: Asked, counted: Counted, selected: Shown) {
  const { people, groups, synthetic } = counted
  return {
    frame,
    about: filterWords(frame, asked),
    people,
    selected,
    groups,
    synthetic: synthetic || frame.synthetic,
  }
}

export interface Cross extends Omit<Overview, 'figures' | 'weighting'>, ToldMeasures {
  /** Null when too few are left to show any of it. */
  figure: CrossFigure | null
  /** What may stand down and across. */
  downs: Choice[]
  acrosses: Choice[]
}

export interface Choice {
  key: string
  text: string
  part: Column['part']
}

export interface CrossAsked extends Asked {
  down?: string | undefined
  across?: string | undefined
  weight?: WeightAsked | undefined
  tests?: Adjustment | undefined
  reason?: string | undefined
}

/** One question by one other, most often an equality question. */
export async function crosstab(ctx: Ctx, consultationId: string, asked: CrossAsked): Promise<Cross> {
  const frame = await frameOf(ctx, consultationId)
  const filter = filterOf(frame, asked)
  const link = await counting(ctx)
  const all = await link.ask('crosstabs', [consultationId, frame.isOpen, filter, []])
  const columns = named(frame, all.columns)
  const { downs, acrosses } = standing(columns)
  const choices = {
    downs: downs.map(choiceOf),
    acrosses: acrosses.map(choiceOf),
    margins: marginChoices(all),
  }
  if (!asked.down || !asked.across)
    return { ...headOf(frame, asked, all, null), ...choices, figure: null, weighted: null, tests: null }
  const one = downs.find(({ key }) => key === asked.down)
  const other = acrosses.find(({ key }) => key === asked.across)
  if (!one || !other) throw notFound()
  const [down, across] = oneWayRound(columns, one, other)
  const not = notWithin(columns, filter, down, across)
  if (not) throw new AppError('bad-request', not)
  if (asked.tests) mayTest(ctx, consultationId, asked.reason)
  const { weight = null, tests = null } = asked
  const found = await countCross(ctx, { frame, filter, down, across, columns, weight, tests })
  const { counted, selected, ...measured } = found
  return { ...headOf(frame, asked, counted, selected), ...choices, ...measured }
}

/** A column as something to choose. */
export const choiceOf = ({ key, text, rowText, part }: Column): Choice => ({
  key,
  text: [text.en ?? Object.values(text)[0], rowText?.en].filter(Boolean).join(': '),
  part,
})

export interface Inclusion {
  frame: Frame
  area: { code: string; name: string }
  /** People who say they live there; null when too few to show. */
  people: number | null
  /** Without a question that tells the borough, London is everybody who answered. */
  knowsBoroughs: boolean
  synthetic: boolean
  spoken: string
  blocks: InclusionBlock[]
  tiles: AreaTile[]
}

/** Who was heard, compared with who lives there: one borough, or London. */
export async function inclusion(ctx: Ctx, consultationId: string, areaCode: string): Promise<Inclusion> {
  const borough = boroughs.findIndex(({ code }) => code === areaCode)
  if (areaCode !== london && borough === -1) throw notFound()
  const frame = await frameOf(ctx, consultationId)
  const { counted, counts, blocks, people, knows } = await heardByArea(ctx, await counting(ctx), frame)
  const isLondon = areaCode === london
  const at = isLondon || !knows ? people.length - 1 : borough
  return {
    frame,
    area: { code: areaCode, name: boroughs[borough]?.name ?? 'London' },
    people: people[at]!,
    knowsBoroughs: knows,
    synthetic: counted.synthetic || frame.synthetic,
    spoken: spokenOf(blocksAt(counts, blocks, at), isLondon ? 'London' : 'the borough'),
    blocks: people[at] === null ? [] : blocksAt(counts, blocks, at),
    tiles: knows ? tilesOf(counts, blocks) : [],
  }
}
