import type { Crosstab } from '../../shared/analysis/count.ts'
import { analystRule, type SmallNumberRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory, missing } from '../../shared/analysis/layout.ts'
import type { HiddenColumn, HiddenColumns } from '../../shared/analysis/shown-columns.ts'
import { hideInTable } from '../../shared/analysis/shown-table.ts'
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
  hidden: HiddenColumns
  rule?: SmallNumberRule
}

/** Adds counts by code up into the columns. */
export const foldOf = (groups: Group[]) => (counts: number[]) =>
  groups.map(({ codes }) => sum(codes.map((code) => counts[code]!)))

/**
 * What the question's own table hides is hidden whole; what the other's hides stands together in one column, of which no more is known than
 * their sum. People whose answer is not known have the last column, so that totals stay totals. Then the same audit as of a release:
 * every small cell may be anything from 1 to 4. Where it cannot be, the smallest column is joined to its neighbour.
 */
export function crossed({ down, across, table, hidden, rule = analystRule }: Tabled, language = 'en'): Crossed {
  const own = hidden.of(down.key)
  let groups = groupsOf(across, hidden.of(across.key), language)
  for (;;) {
    groups = withoutFew(groups, table.bases, rule)
    const found = hiddenIn(down, own, table, groups, rule)
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

/** Groups of which nobody, or fewer than five, answered have no column of their own: hidden, it would say no less and lose more. */
function withoutFew(all: Group[], bases: number[], rule: SmallNumberRule): Group[] {
  let groups = all.filter(({ codes }) => codes.some((code) => bases[code]! > 0))
  for (;;) {
    const counts = foldOf(groups)(bases)
    const first = counts.findIndex((count) => isSmall(count, rule))
    if (first === -1 || groups.length < 2) return groups
    groups = joined(groups, counts, first)
  }
}

/** Who was not asked the question is told by its base: where they are few in a column, they are guarded too. */
function hiddenIn(down: Column, own: HiddenColumn, table: Crosstab, groups: Group[], rule: SmallNumberRule) {
  const fold = foldOf(groups)
  const isAskedOfSome = rule.without !== 'bases' && sum(table.missing[missing.notAsked]!) > 0
  const silent = fold(table.bases.map((_, code) => sum(table.missing.map((kind) => kind[code]!))))
  return hideInTable(
    {
      cells: inOrder(down).map((i) => fold(table.cells[i]!)),
      bases: down.kind === 'set' ? fold(table.bases) : null,
      hiddenRows: inOrder(down).map((i) => own.categories[i]!),
      ...(isAskedOfSome ? { silent, isSilentGuarded: true } : {}),
    },
    rule,
  )
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
  const bases = fold(table.bases).map(
    (base, c): Shown => (own.answered || found.withheld || found.bases[c] ? null : base),
  )
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
