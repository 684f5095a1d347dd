import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import type { Column } from '../../shared/analysis/layout.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { london } from '../population/queries.ts'
import type { Counted } from './counter.ts'
import { type CrossFigure, crossFigureOf } from './cross-figures.ts'
import { type Figure, figureOf } from './figures.ts'
import { type Asked, type Frame, filterOf, filterWords, frameOf, named } from './frame.ts'
import type { InclusionBlock } from './inclusion.ts'
import { type AreaTile, allBlocks, areaCounts, blocksAt, knowsBoroughs, spokenOf, tilesOf } from './inclusion-page.ts'
import { counting } from './reader.ts'

export interface Overview {
  frame: Frame
  /** Who the figures are about, in words: "in Haringey". */
  about: string
  people: number
  /** Those the filter leaves; null when they, or those it leaves out, are too few to show. */
  selected: number | null
  groups: number
  synthetic: boolean
  figures: Figure[]
}

/** Frequencies of every question, with bases; for those the filter leaves. */
export async function frequencies(ctx: Ctx, consultationId: string, asked: Asked): Promise<Overview> {
  const frame = await frameOf(ctx, consultationId)
  const filter = filterOf(frame, asked)
  const link = await counting(ctx)
  const counted = await link.ask('frequencies', [consultationId, frame.isOpen, filter])
  const selected = selectedOf(counted)
  const pairs = counted.columns.map((column, i) => ({ column, frequency: counted.frequencies[i]! }))
  const isQuestion = ({ column }: { column: Column }) => column.part !== 'about' && column.type !== 'characteristic'
  return {
    ...headOf(frame, asked, counted),
    figures: selected === null ? [] : pairs.filter(isQuestion).map((one) => figureOf(one.column, one.frequency)),
  }
}

function headOf(frame: Frame, asked: Asked, counted: Counted) {
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

/**
 * A filter that leaves only a few people, or leaves out only a few of anybody, would let them be had by subtraction: of everybody,
 * and of those that each part of the filter would leave by itself.
 */
export function selectedOf({ people, selected, wholes }: Counted): number | null {
  const isFew = (n: number) => n > 0 && n <= analystRule.hideUpTo
  return [selected, ...[people, ...wholes].map((whole) => whole - selected)].some(isFew) ? null : selected
}

export interface Cross extends Omit<Overview, 'figures'> {
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
}

/** One question by one other, most often an equality question. */
export async function crosstab(ctx: Ctx, consultationId: string, asked: CrossAsked): Promise<Cross> {
  const frame = await frameOf(ctx, consultationId)
  const filter = filterOf(frame, asked)
  const link = await counting(ctx)
  const pairs: [string, string][] = asked.down && asked.across ? [[asked.down, asked.across]] : []
  const counted = await link.ask('crosstabs', [consultationId, frame.isOpen, filter, pairs])
  const closed = named(frame, counted.columns).filter((column) => column.kind === 'codes' || column.kind === 'set')
  const downs = closed.filter(({ part, type }) => part !== 'about' && type !== 'characteristic')
  const acrosses = closed.filter(
    ({ kind, type, key }) => kind === 'codes' && type !== 'characteristic' && key !== 'version',
  )
  const head = headOf(frame, asked, counted)
  const choices = { downs: downs.map(choiceOf), acrosses: acrosses.map(choiceOf) }
  if (pairs.length === 0) return { ...head, ...choices, figure: null }
  const down = downs.find(({ key }) => key === asked.down)
  const across = acrosses.find(({ key }) => key === asked.across)
  const table = counted.tables[0]
  if (!down || !across || !table) throw notFound()
  refuseThreeWay(down, across, asked)
  return { ...head, ...choices, figure: head.selected === null ? null : crossFigureOf(down, across, table) }
}

const choiceOf = ({ key, text, rowText, part }: Column): Choice => ({
  key,
  text: [text.en ?? Object.values(text)[0], rowText?.en].filter(Boolean).join(': '),
  part,
})

/** Never geography by two equality questions: few people are alike in all three. */
function refuseThreeWay(down: Column, across: Column, { borough }: Asked) {
  if (borough && down.part === 'equality' && across.part === 'equality')
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
  const people = isLondon || !knows ? byArea.reduce((sum, n) => sum + n, 0) : (byArea[borough] ?? 0)
  const isFew = people > 0 && people <= analystRule.hideUpTo
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
