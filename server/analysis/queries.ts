import type { Adjustment } from '../../shared/analysis/column-letters.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import { isSmall } from '../../shared/analysis/suppression.ts'
import { leastReason } from '../../shared/analysis/test-words.ts'
import type { Refusal } from '../../shared/analysis/weighting.ts'
import type { ShownReport } from '../../shared/analysis/weighting-shown.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { authorise } from '../platform/authorise.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { london } from '../population/queries.ts'
import { type MarginChoice, marginChoices, type WeightAsked, weightBy } from './census-targets.ts'
import type { Counted } from './counter.ts'
import { countCross, whoseWeights } from './cross.ts'
import type { CrossFigure } from './cross-figures.ts'
import { type Measures, shownWeighting } from './cross-measures.ts'
import { type FigureMeasures, measuresOfFigure } from './figure-measures.ts'
import { type Figure, figureOf } from './figures.ts'
import { type Asked, type Frame, filterOf, filterWords, frameOf, hiddenOf, named, selectedOf } from './frame.ts'
import type { InclusionBlock } from './inclusion.ts'
import { type AreaTile, allBlocks, areaCounts, blocksAt, knowsBoroughs, spokenOf, tilesOf } from './inclusion-page.ts'
import { counting } from './reader.ts'
import { fewAreas } from './shown-areas.ts'
import { columnsIn, standing } from './table-columns.ts'

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
  weighting: { report: ShownReport | null; without: number | null } | { refusals: Refusal[] } | null
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
  const filter = whoseWeights(filterOf(frame, asked), asked.weight)
  const link = await counting(ctx)
  const by = asked.weight ? await weightBy(ctx, await columnsIn(link, frame), asked.weight) : null
  const hasSummaries = by !== null || hasIntervals
  const counted = await link.ask('frequencies', [consultationId, frame.isOpen, filter, by, hasSummaries, true])
  const selected = selectedOf(counted)
  const { weighting, columns } = counted
  const sums = weighting?.ok ? weighting.sums : null
  const hidden = hiddenOf(counted)
  const figures = columns.flatMap((column, i) => {
    if (selected === null || column.part === 'about' || column.type === 'characteristic') return []
    const frequency = counted.frequencies[i]!
    const figure = figureOf(column, frequency, hidden.of(column.key))
    const weighted = sums && { sums: sums.sums[i]!, squares: sums.squares[i]!, people: sums.people[i]! }
    const summary = counted.summaries?.[i] ?? null
    return [{ ...figure, ...measuresOfFigure({ column, frequency, figure, weighted, summary, hasIntervals }) }]
  })
  return {
    ...headOf(frame, asked, counted),
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
export function headOf(frame: Frame, asked: Asked, counted: Counted) {
  const { people, groups, synthetic } = counted
  return {
    frame,
    about: filterWords(frame, asked),
    people,
    selected: selectedOf(counted),
    groups,
    synthetic: synthetic || frame.synthetic,
  }
}

export interface Cross extends Omit<Overview, 'figures' | 'weighting'>, Measures {
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
    return { ...headOf(frame, asked, all), ...choices, figure: null, weighted: null, tests: null }
  const down = downs.find(({ key }) => key === asked.down)
  const across = acrosses.find(({ key }) => key === asked.across)
  if (!down || !across) throw notFound()
  refuseThreeWay(down, across, asked)
  if (asked.tests) mayTest(ctx, consultationId, asked.reason)
  const { weight = null, tests = null } = asked
  const found = await countCross(ctx, { frame, filter, down, across, columns, weight, tests })
  const { counted, ...measured } = found
  return { ...headOf(frame, asked, counted), ...choices, ...measured }
}

/** A column as something to choose. */
export const choiceOf = ({ key, text, rowText, part }: Column): Choice => ({
  key,
  text: [text.en ?? Object.values(text)[0], rowText?.en].filter(Boolean).join(': '),
  part,
})

/** Geography by two equality questions: few people are alike in all three. */
export const isThreeWay = (down: Column, across: Column, { borough }: Asked): boolean =>
  borough !== undefined && down.part === 'equality' && across.part === 'equality'

function refuseThreeWay(down: Column, across: Column, asked: Asked) {
  if (isThreeWay(down, across, asked))
    throw new AppError(
      'bad-request',
      'Two equality questions are never crossed within one borough. Look at all boroughs together.',
    )
}

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
export async function inclusion(
  ctx: Ctx,
  consultationId: string,
  areaCode: string,
  asked: Pick<Asked, 'collector'> = {},
): Promise<Inclusion> {
  const borough = boroughs.findIndex(({ code }) => code === areaCode)
  if (areaCode !== london && borough === -1) throw notFound()
  const frame = await frameOf(ctx, consultationId)
  const link = await counting(ctx)
  const { counted, counts, byArea } = await areaCounts(ctx, link, frame, filterOf(frame, asked))
  const knows = knowsBoroughs(counted)
  const blocks = allBlocks(counts, knows)
  const isLondon = areaCode === london
  const own = blocksAt(counts, blocks, isLondon || !knows ? (blocks[0]?.length ?? 1) - 1 : borough)
  const people = isLondon || !knows ? sum(byArea) : (byArea[borough] ?? 0)
  const isFew = isLondon || !knows ? isSmall(people, analystRule) : fewAreas(byArea)[borough]!
  return {
    frame,
    area: { code: areaCode, name: boroughs[borough]?.name ?? 'London' },
    people: isFew ? null : people,
    knowsBoroughs: knows,
    synthetic: counted.synthetic || frame.synthetic,
    spoken: spokenOf(own, isLondon ? 'London' : 'the borough'),
    blocks: isFew ? [] : own,
    tiles: knows ? tilesOf(counts, blocks) : [],
  }
}
