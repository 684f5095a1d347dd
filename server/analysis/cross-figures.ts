import type { Crosstab } from '../../shared/analysis/count.ts'
import { analystRule, type SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory, missing } from '../../shared/analysis/layout.ts'
import type { HiddenColumn, Hides } from '../../shared/analysis/shown-columns.ts'
import { hideInTable, type Others } from '../../shared/analysis/shown-table.ts'
import { isSmall, nearestShown, type Shown } from '../../shared/analysis/suppression.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { say } from '../../shared/kernel/text.ts'
import { inOrder, shareOf } from './figures.ts'

export interface CrossColumn {
  id: string
  label: string
  base: Shown
}

/** One question by one variable, as it may be shown to an analyst. */
export interface CrossFigure {
  down: { key: string; text: string; rowText: string | null; kind: Column['kind'] }
  across: { key: string; text: string }
  columns: CrossColumn[]
  rows: { id: string; label: string; total: Shown; cells: { count: Shown; share: number | null }[] }[]
  answered: Shown
  /** How many cells are hidden. */
  hidden: number
}

/** A column of a crosstab: the places of the categories it holds, and their names. */
export interface Group {
  ids: string[]
  labels: string[]
  codes: number[]
}

/** A crosstab as it may be shown, and the columns it was folded into. */
export interface Crossed {
  figure: CrossFigure
  groups: Group[]
}

interface Tabled {
  down: Column
  across: Column
  table: Crosstab
  /** What the two questions' own tables hide, of the same people. */
  hidden: Hides
  /** Within a filter, the same of people of whom no such table is ever shown. */
  elsewhere?: Crosstab | null
  /** Codes of the other question that must be in one column. */
  together?: ReadonlySet<number>
  /** Counts by code of which no column may have few. */
  lines?: readonly (readonly number[])[]
  rule?: SmallNumberRule
}

/** Adds counts by code up into the columns. */
export const foldOf = (groups: Group[]) => (counts: readonly number[]) =>
  groups.map(({ codes }) => sum(codes.map((code) => counts[code]!)))

/**
 * What the question's own table hides is hidden whole; what the other's hides stands together in one column, of which no more is known than
 * their sum. People whose answer is not known have the last column, so that totals stay totals. Then the same audit as of a release:
 * every small cell may be anything from 1 to 4. Where it cannot be, the smallest column is joined to its neighbour. Within a filter
 * people change places only with others elsewhere, who change the other way: then the table of everybody stays as it is.
 */
export function crossed(tabled: Tabled, language = 'en'): Crossed {
  const { down, across, table, hidden, rule = analystRule, elsewhere = null, together, lines = [] } = tabled
  const own = hidden.of(down.key)
  let groups = inOne(groupsOf(across, hidden.of(across.key), language), together)
  if (elsewhere) groups = withSilent(groups, table, rule)
  for (;;) {
    groups = withRest(withoutFew(groups, [...notFew(table, elsewhere), ...lines], rule), table, rule)
    const found = hiddenIn({ down, own, table, elsewhere, groups, rule })
    if (!found.withheld || groups.length < 2)
      return { figure: figureOf({ down, across, table, own, groups, found }, language), groups }
    const bases = foldOf(groups)(table.bases)
    groups = joined(groups, bases, bases.indexOf(Math.min(...bases)))
  }
}

function groupsOf(across: Column, { categories, answered, kinds }: HiddenColumn, language: string): Group[] {
  const codes = Array.from({ length: firstCategory }, (_, code) => code)
  const unknown: Group = { ids: [''], labels: ['No answer to this'], codes }
  const order = inOrder(across)
  const one = (i: number): Group => {
    const { id, label } = across.categories[i]!
    return { ids: [id], labels: [say(label, language)], codes: [firstCategory + i] }
  }
  const apart = order.filter((i) => categories[i])
  const isOneOf = answered && Object.values(kinds).some(Boolean)
  const together = [...apart.map(one), ...(isOneOf ? [unknown] : [])].reduce<Group[]>(
    (all, group) => (all[0] ? [merged(all[0], group)] : [group]),
    [],
  )
  const groups = order.flatMap((i) => (i === apart[0] ? together : categories[i] ? [] : [one(i)]))
  return isOneOf && apart.length > 0 ? groups : [...groups, unknown]
}

/** All groups with one of these codes as one, in the place of the first. */
function inOne(groups: Group[], codes: ReadonlySet<number> = new Set()): Group[] {
  const apart = groups.filter((group) => group.codes.some((code) => codes.has(code)))
  return apart.length < 2
    ? groups
    : groups.flatMap((group) => (group === apart[0] ? [apart.reduce(merged)] : apart.includes(group) ? [] : [group]))
}

/**
 * Within a filter: who did not answer the other question are a column with its neighbour where hardly anybody was asked and did not. By
 * themselves they would tell, line by line, how many gave the answer before that leads past it.
 */
function withSilent(groups: Group[], { bases }: Crosstab, rule: SmallNumberRule): Group[] {
  const [notAsked = 0, ...silent] = bases.slice(0, firstCategory)
  const at = groups.findIndex(({ codes }) => codes.includes(missing.notAsked))
  if (notAsked === 0 || sum(silent) > rule.hideUpTo || at === -1 || groups.length < 2) return groups
  const beside = groups[at === 0 ? 1 : at - 1]!
  return inOne(groups, new Set([...groups[at]!.codes, ...beside.codes]))
}

/**
 * Who was not asked the other question gave an answer before that says so, and its own table tells of them line by line, or hides them. So with
 * them stand, in a line, neither only a few whom the difference would tell, nor nobody where they are hardly any themselves.
 */
function withRest(all: Group[], { cells, bases }: Crosstab, rule: SmallNumberRule): Group[] {
  let groups = all
  for (;;) {
    const at = groups.findIndex(({ codes }) => codes.includes(missing.notAsked))
    const codes = groups[at]?.codes.filter((code) => code !== missing.notAsked) ?? []
    const hasAnswers = codes.some((code) => code >= firstCategory)
    const isTold = cells.some((line) => {
      const [notAsked, rest] = [line[missing.notAsked]!, sum(codes.map((code) => line[code]!))]
      if (notAsked === 0) return false
      return rest === 0 ? notAsked < 2 * (rule.hideUpTo + 1) : hasAnswers && isSmall(rest, rule)
    })
    if (rule.without === 'parents' || at === -1 || !isTold || groups.length < 2) return groups
    groups = joined(groups, foldOf(groups)(bases), at)
  }
}

const merged = (one: Group, other: Group): Group => ({
  ids: [...one.ids, ...other.ids],
  labels: [...one.labels, ...other.labels],
  codes: [...one.codes, ...other.codes],
})

/** One of the groups and its neighbour as one. */
function joined(groups: Group[], counts: number[], one: number): Group[] {
  const beside = nearestShown(
    counts,
    one,
    counts.map((_, i) => i === one),
  )
  const [low, high] = [Math.min(one, beside), Math.max(one, beside)]
  if (low === -1) return groups.slice(0, 1)
  return groups.flatMap((group, i) => (i === low ? [] : i === high ? [merged(groups[low]!, group)] : [group]))
}

const silentIn = ({ bases, missing }: Crosstab) => bases.map((_, code) => sum(missing.map((kind) => kind[code]!)))
const isAskedOfSome = (table: Crosstab) => sum(table.missing[missing.notAsked]!) > 0

/** Counts by code that no column may have few of: who answered; within a filter, where not all were asked, who did not as well. */
function notFew(table: Crosstab, elsewhere: Crosstab | null): number[][] {
  if (!elsewhere) return [table.bases]
  const both = [table, elsewhere]
  return [...both.map(({ bases }) => bases), ...(both.some(isAskedOfSome) ? both.map(silentIn) : [])]
}

/** Groups of which nobody, or fewer than five, answered have no column of their own: hidden, it would say no less and lose more. */
function withoutFew(all: Group[], lines: readonly (readonly number[])[], rule: SmallNumberRule): Group[] {
  const bases = lines[0]!
  let groups = all.filter(({ codes }) => codes.some((code) => bases[code]! > 0))
  for (;;) {
    const fold = foldOf(groups)
    const few = lines.flatMap((counts) => fold(counts).findIndex((count) => isSmall(count, rule)))
    const first = few.find((c) => c !== -1)
    if (first === undefined || groups.length < 2) return groups
    groups = joined(groups, fold(bases), first)
  }
}

interface Hiding {
  down: Column
  own: HiddenColumn
  table: Crosstab
  elsewhere: Crosstab | null
  groups: Group[]
  rule: SmallNumberRule
}

/** Who was not asked the question is told by its base: where they are few in a column, they are guarded too. */
function hiddenIn({ down, own, table, elsewhere, groups, rule }: Hiding) {
  const fold = foldOf(groups)
  const isGuarded = rule.without !== 'bases' && !elsewhere && isAskedOfSome(table)
  const order = inOrder(down)
  return hideInTable(
    {
      cells: order.length > 0 ? order.map((i) => fold(table.cells[i]!)) : [fold(table.bases)],
      bases: down.kind === 'set' ? fold(table.bases) : null,
      hiddenRows: order.length > 0 ? order.map((i) => own.categories[i]!) : [own.answered],
      fixed: (order.length > 0 ? order.map((i) => table.cells[i]!) : [table.bases]).map(notAskedIn(groups)),
      ...(isGuarded ? { silent: fold(silentIn(table)), isSilentGuarded: true } : {}),
      ...(elsewhere ? { others: othersIn(down, table, elsewhere, groups) } : {}),
    },
    rule,
  )
}

/** By group, those who were not asked the other question: they gave an answer before that says so, which its own table tells. */
const notAskedIn = (groups: Group[]) => (line: number[]) =>
  groups.map(({ codes }) => (codes.includes(missing.notAsked) ? line[missing.notAsked]! : 0))

/** Of a column of several categories people change places within one of them, so that each of them keeps its own. */
function othersIn(down: Column, table: Crosstab, elsewhere: Crosstab, groups: Group[]): Others {
  const fold = foldOf(groups)
  const most = groups.map(({ codes }) =>
    codes.reduce((best, code) => {
      const room = (one: number) => (one === missing.notAsked ? -1 : Math.min(table.bases[one]!, elsewhere.bases[one]!))
      return room(code) > room(best) ? code : best
    }),
  )
  const order = inOrder(down)
  const isSet = down.kind === 'set'
  return {
    cells: order.map((i) => fold(elsewhere.cells[i]!)),
    bases: isSet ? fold(elsewhere.bases) : null,
    up: order.map((i) => most.map((code) => elsewhere.cells[i]![code]!)),
    down: order.map((i) =>
      most.map((code) => {
        const own = table.cells[i]![code]!
        return isSet ? Math.min(own, elsewhere.bases[code]! - elsewhere.cells[i]![code]!) : own
      }),
    ),
  }
}

interface Found {
  down: Column
  across: Column
  table: Crosstab
  own: HiddenColumn
  groups: Group[]
  found: ReturnType<typeof hideInTable>
}

function figureOf({ down, across, table, own, groups, found }: Found, language: string): CrossFigure {
  const fold = foldOf(groups)
  // Of what has no answers to choose from, the base is the one line there is.
  const isBaseHidden = (c: number) =>
    found.withheld || found.bases[c]! || (down.categories.length === 0 && found.cells[0]![c]!)
  const bases = fold(table.bases).map((base, c): Shown => (own.answered || isBaseHidden(c) ? null : base))
  const cells = inOrder(down).map((i, r) =>
    fold(table.cells[i]!).map((count, c): Shown => (found.withheld || found.cells[r]![c] ? null : count)),
  )
  return {
    down: {
      key: down.key,
      text: say(down.text, language),
      rowText: down.rowText ? say(down.rowText, language) : null,
      kind: down.kind,
    },
    across: { key: across.key, text: say(across.text, language) },
    columns: groups.map(({ ids, labels }, c) => ({ id: ids.join(' '), label: labelOf(labels), base: bases[c]! })),
    rows: inOrder(down).map((i, r) => ({
      id: down.categories[i]!.id,
      label: say(down.categories[i]!.label, language),
      total: own.categories[i] ? null : sum(table.cells[i]!),
      cells: cells[r]!.map((count, c) => ({ count, share: shareOf(count, bases[c]!) })),
    })),
    answered: own.answered ? null : sum(table.bases),
    hidden: cells.flat().filter((cell) => cell === null).length,
  }
}

/** `Under 16, 16 to 24`; of more than three, the first and how many others. */
const labelOf = (labels: string[]): string =>
  labels.length > 3 ? `${labels[0]}, ${labels[1]} and ${labels.length - 2} others` : labels.join(', ')
