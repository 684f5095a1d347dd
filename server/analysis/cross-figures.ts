import type { Crosstab } from '../../shared/analysis/count.ts'
import { analystRule } from '../../shared/analysis/disclosure-rules.ts'
import { type Column, firstCategory } from '../../shared/analysis/layout.ts'
import { hiddenParts, isSmall, nearestShown, overlapping, type Shown } from '../../shared/analysis/suppression.ts'
import { twoWay } from '../../shared/analysis/two-way.ts'
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
  answered: number
  /** How many cells are hidden. */
  hidden: number
}

/** Columns of a crosstab before anything is hidden: the places of the categories they hold, and their name. */
export interface Group {
  id: string
  label: string
  codes: number[]
}

/**
 * Groups of under five people stand together with their neighbour: a column hidden beside them would say no less of them
 * and lose more. People whose answer is not known have the last column, so that totals stay totals.
 */
export function columnsOf(across: Column, bases: number[], language: string): Group[] {
  const known = inOrder(across).map((i): Group => {
    const { id, label } = across.categories[i]!
    return { id, label: say(label, language), codes: [firstCategory + i] }
  })
  const codes = Array.from({ length: firstCategory }, (_, code) => code)
  const groups: Group[] = [...known, { id: '', label: 'No answer to this', codes }]
  const counts = groups.map((group) => group.codes.reduce((sum, code) => sum + bases[code]!, 0))
  const small = counts.map((count) => isSmall(count, analystRule))
  for (let first = small.indexOf(true); first !== -1; first = small.indexOf(true)) {
    const beside = nearestShown(
      counts,
      counts.map((_, i) => i === first),
    )
    if (beside === -1) break
    const [low, high] = [Math.min(first, beside), Math.max(first, beside)]
    const one = {
      id: `${groups[low]!.id} ${groups[high]!.id}`,
      label: `${groups[low]!.label}, ${groups[high]!.label}`,
      codes: [...groups[low]!.codes, ...groups[high]!.codes],
    }
    groups[high] = one
    counts[high] = counts[low]! + counts[high]!
    small[high] = isSmall(counts[high], analystRule)
    for (const list of [groups, counts, small]) list.splice(low, 1)
  }
  return groups.filter((_, i) => counts[i]! > 0)
}

export function crossFigureOf(down: Column, across: Column, table: Crosstab, language = 'en'): CrossFigure {
  const groups = columnsOf(across, table.bases, language)
  const fold = (counts: number[]) => groups.map(({ codes }) => codes.reduce((sum, code) => sum + counts[code]!, 0))
  const cells = inOrder(down).map((i) => fold(table.cells[i]!))
  const bases = fold(table.bases)
  const shown = down.kind === 'set' ? severalAnswers(cells, bases) : oneAnswer(cells)
  return {
    down: {
      key: down.key,
      text: say(down.text, language),
      rowText: down.rowText ? say(down.rowText, language) : null,
      kind: down.kind,
    },
    across: { key: across.key, text: say(across.text, language) },
    columns: groups.map(({ id, label }, c) => ({ id, label, base: shown.bases[c]! })),
    rows: inOrder(down).map((i, r) => ({
      id: down.categories[i]!.id,
      label: say(down.categories[i]!.label, language),
      total: shown.totals[r]!,
      cells: shown.cells[r]!.map((count, c) => ({ count, share: shareOf(count, shown.bases[c]!) })),
    })),
    answered: bases.reduce((sum, n) => sum + n, 0),
    hidden: shown.cells.flat().filter((cell) => cell === null).length,
  }
}

interface ShownCells {
  cells: Shown[][]
  bases: Shown[]
  totals: Shown[]
}

function oneAnswer(cells: number[][]): ShownCells {
  const { cells: shown, columnTotals, rowTotals } = twoWay(cells, analystRule)
  return { cells: shown, bases: columnTotals, totals: rowTotals }
}

/** Options overlap, so only a row adds up: each is a line of its own, and so is the line of bases. */
function severalAnswers(cells: number[][], bases: number[]): ShownCells {
  const line = (counts: number[]): Shown[] => {
    const hidden = hiddenParts(counts, analystRule)
    return counts.map((count, i) => (hidden[i] ? null : count))
  }
  const totals = cells.map((row) => row.reduce((sum, n) => sum + n, 0))
  return { cells: cells.map(line), bases: line(bases), totals: overlapping(totals, analystRule) }
}
