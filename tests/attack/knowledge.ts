import type { ReleaseRule } from '../../shared/analysis/disclosure-rules.ts'
import type { QuestionFacts } from '../../shared/feedback/question-facts.ts'
import {
  idsOf,
  type Line,
  type PublicColumn,
  type PublicTable,
  type SealedTable,
  type Within,
} from '../../shared/feedback/release-tables.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { everywhere, System, type Term } from './system.ts'

/** What everybody can read of one release, and what the questionnaire says of who is asked what. */
export interface Published {
  tables: PublicTable[]
  /** "2,400 people answered", as a page says it. */
  people: number | null
  facts: ReadonlyMap<string, QuestionFacts>
}

export const own = (t: number, key: string, row: string) => `${t}|${key}|${row}`
export const cell = (t: number, { key, byKey }: Pick<PublicTable, 'key' | 'byKey'>, row: string, column: string) =>
  `${t}|${key}|${byKey}|${row}|${column}`

/** Everything that follows from the published numbers and from the rules, which are public too; never from the truth. */
export function knowledgeOf(releases: readonly Published[], rule: ReleaseRule): System {
  const system = new System()
  releases.forEach(({ tables, people, facts }, t) => {
    // "People answered" is no smaller than the largest base, and may be that base.
    const isBase = tables.some(({ columns }) => columns.some(({ base }) => base === people))
    const [low, high] = people === null ? [0, rule.hideUpTo] : spanOf(people, rule)
    system.know(`${t}|people`, isBase ? 0 : low, high)
    for (const table of tables) {
      if (table.kind === 'by-equality') knowBreakdown(system, t, table, rule)
      else knowOwn(system, t, table, rule)
      knowParents(system, t, table, tables, facts)
    }
  })
  for (let t = 1; t < releases.length; t++) knowTime(system, t, releases[t - 1]!.tables, releases[t]!.tables)
  return system
}

export function spanOf(shown: number, rule: ReleaseRule): [number, number] {
  const half = Math.floor(rule.roundTo / 2)
  return shown === 0 && rule.hideUpTo > 0
    ? [0, 0]
    : [Math.max(shown === 0 ? 0 : rule.hideUpTo + 1, shown - half), shown + rule.roundTo - 1 - half]
}

/** A hidden number is no zero, unless its whole line is hidden. */
function knowColumn(
  system: System,
  column: PublicColumn,
  names: string[],
  wholeRow: (r: number) => boolean,
  rule: ReleaseRule,
) {
  const isWhole = column.counts.every((count) => count === null)
  column.counts.forEach((count, r) => {
    if (count === null) system.know(names[r]!, isWhole || wholeRow(r) ? 0 : 1)
    else system.know(names[r]!, ...spanOf(count, rule))
  })
}

/** The base is made of the rounded parts, the hidden ones as one: so it tells their sum. */
function knowBase(system: System, column: PublicColumn, names: string[], rule: ReleaseRule) {
  if (column.base === null) return
  if (rule.without === 'totals') {
    system.relate(
      column.base,
      column.base,
      names.map((name): Term => [name, 1]),
    )
    return
  }
  const together = column.base - column.counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const half = Math.floor(rule.roundTo / 2)
  const hidden = names.filter((_, r) => column.counts[r] === null)
  system.relate(
    together - half,
    together + half,
    hidden.map((name): Term => [name, 1]),
  )
}

function knowOwn(system: System, t: number, table: PublicTable, rule: ReleaseRule) {
  const [column] = table.columns as [PublicColumn]
  const names = table.rows.map(({ id }) => own(t, table.key, id))
  knowColumn(system, column, names, () => false, rule)
  const all = `${t}|people`
  const missing = own(t, table.key, 'missing')
  if (!table.several) {
    knowBase(system, column, names, rule)
    system.relate(0, 0, [...names.map((name): Term => [name, 1]), [missing, 1], [all, -1]])
    return
  }
  const base = system.know(
    own(t, table.key, 'base'),
    ...(column.base === null ? ([0, everywhere] as const) : spanOf(column.base, rule)),
  )
  system.relate(0, 0, [
    [base, 1],
    [missing, 1],
    [all, -1],
  ])
  for (const name of names)
    system.relate(Number.NEGATIVE_INFINITY, 0, [
      [name, 1],
      [base, -1],
    ])
  system.relate(0, everywhere, [...names.map((name): Term => [name, 1]), [base, -1]])
}

function knowBreakdown(system: System, t: number, table: PublicTable, rule: ReleaseRule) {
  const { rows, columns, several, key } = table
  const name = (row: string, column: string) => cell(t, table, row, column)
  const isWholeRow = (r: number) => columns.every(({ counts }) => counts[r] === null)
  for (const column of columns) {
    const names = rows.map(({ id }) => name(id, column.id))
    knowColumn(system, column, names, isWholeRow, rule)
    const group = own(t, table.byKey!, column.id)
    if (!several) {
      knowBase(system, column, names, rule)
      system.relate(0, 0, [...names.map((one): Term => [one, 1]), [name('silent', column.id), 1], [group, -1]])
      continue
    }
    const base = system.know(
      name('base', column.id),
      ...(column.base === null ? ([0, everywhere] as const) : spanOf(column.base, rule)),
    )
    system.relate(0, 0, [
      [base, 1],
      [name('silent', column.id), 1],
      [group, -1],
    ])
    for (const one of names)
      system.relate(Number.NEGATIVE_INFINITY, 0, [
        [one, 1],
        [base, -1],
      ])
    system.relate(0, everywhere, [...names.map((one): Term => [one, 1]), [base, -1]])
  }
  for (const { id } of rows) {
    const across = columns.map((column): Term => [name(id, column.id), 1])
    system.relate(0, 0, [...across, [name(id, 'unknown'), 1], [own(t, key, id), -1]])
  }
  const silent = columns.map((column): Term => [name('silent', column.id), 1])
  system.relate(0, 0, [...silent, [name('silent', 'unknown'), 1], [own(t, key, 'missing'), -1]])
}

/** Who was asked a question is a part of who gave the answers that lead to it. */
function knowParents(system: System, t: number, table: PublicTable, tables: PublicTable[], facts: Published['facts']) {
  const stands = (line: Line, within: Within) => idsOf(line).some((id) => within.rows.includes(id))
  const partOf = (parts: string[], whole: string[]) => {
    if (whole.length === 0 || !whole.every((name) => system.has(name))) return
    system.relate(0, everywhere, [...whole.map((name): Term => [name, 1]), ...parts.map((name): Term => [name, -1])])
  }
  for (const within of facts.get(table.key)?.within ?? []) {
    const parent = tables.find((one) => one.key === within.key && one.byKey === table.byKey)
    if (!parent) continue
    const rows = parent.rows.filter((line) => stands(line, within))
    if (table.kind !== 'by-equality') {
      const parts = table.several ? [own(t, table.key, 'base')] : table.rows.map(({ id }) => own(t, table.key, id))
      partOf(
        parts,
        rows.map(({ id }) => own(t, parent.key, id)),
      )
      continue
    }
    for (const { id } of table.columns) {
      const parts = table.several ? [cell(t, table, 'base', id)] : table.rows.map((row) => cell(t, table, row.id, id))
      partOf(
        parts,
        rows.map((row) => cell(t, parent, row.id, id)),
      )
    }
  }
  for (const within of facts.get(table.byKey ?? '')?.within ?? []) {
    const parent = tables.find((one) => one.key === table.key && one.byKey === within.key)
    const groups = parent?.columns.filter((line) => stands(line, within)) ?? []
    for (const { id } of table.rows)
      if (parent)
        partOf(
          table.columns.map((column) => cell(t, table, id, column.id)),
          groups.map((one) => cell(t, parent, id, one.id)),
        )
  }
}

/** Answers came and none went: each count then is a part of the same count now. */
function knowTime(system: System, t: number, before: PublicTable[], now: PublicTable[]) {
  const grew = (then: string, since: string) => {
    if (system.has(then) && system.has(since))
      system.relate(0, everywhere, [
        [since, 1],
        [then, -1],
      ])
  }
  for (const table of now) {
    const old = before.find(({ id }) => id === table.id)
    if (!old) continue
    const rows = [...table.rows.map(({ id }) => id), 'missing', 'base', 'silent']
    const columns = [...table.columns.map(({ id }) => id), 'unknown']
    for (const row of rows) {
      grew(own(t - 1, table.key, row), own(t, table.key, row))
      for (const column of columns) grew(cell(t - 1, table, row, column), cell(t, table, row, column))
    }
  }
}

/** A count that nobody may learn when it is 1 to 7. */
export interface Target {
  terms: Term[]
  truth: number
  /** Of people who said nothing, what the totals of those who did tell anyway, all margins known. */
  told?: { least: number; most: number }
}

/** Every count of people in the sealed tables and between them, and by its name the truth of each. */
export function truthOf(releases: readonly (readonly SealedTable[])[], people: readonly number[]) {
  const truth = new Map<string, number>(people.map((n, t) => [`${t}|people`, n]))
  const targets: Target[] = []
  const put: Put = (name, value, guarded, told) => {
    truth.set(name, value)
    if (guarded) targets.push({ terms: [[name, 1]], truth: value, ...(told ? { told } : {}) })
  }
  releases.forEach((tables, t) => {
    for (const table of tables) {
      if (table.kind === 'by-equality') putBreakdown(t, table, people[t]!, put, targets)
      else putOwn(t, table, people[t]!, put, targets)
    }
  })
  for (const [name, value] of truth) {
    const [t, ...rest] = name.split('|')
    const then = `${Number(t) - 1}|${rest.join('|')}`
    const old = truth.get(then)
    const isCount = !['people', 'missing', 'unknown'].includes(rest.at(-1)!) && rest.at(-2) !== 'silent'
    if (old !== undefined && isCount)
      targets.push({
        terms: [
          [name, 1],
          [then, -1],
        ],
        truth: value - old,
      })
  }
  return { truth, targets }
}

type Put = (name: string, value: number, guarded: boolean, told?: Target['told']) => void

function putOwn(
  t: number,
  table: Exclude<SealedTable, { kind: 'by-equality' }>,
  people: number,
  put: Put,
  targets: Target[],
) {
  const base = table.kind === 'several' ? table.base : sum(table.counts)
  put(own(t, table.key, 'missing'), people - base, false)
  if (table.kind === 'several') put(own(t, table.key, 'base'), base, false)
  table.rows.forEach(({ id }, r) => {
    put(own(t, table.key, id), table.counts[r]!, true)
    if (table.kind === 'several')
      targets.push({
        terms: [
          [own(t, table.key, 'base'), 1],
          [own(t, table.key, id), -1],
        ],
        truth: base - table.counts[r]!,
      })
  })
}

function putBreakdown(
  t: number,
  table: Extract<SealedTable, { kind: 'by-equality' }>,
  people: number,
  put: Put,
  targets: Target[],
) {
  const toldOf = (saidNothing: number, line: number) => ({
    least: saidNothing + line - people,
    most: Math.min(saidNothing, line),
  })
  const silent = sum(table.silent) + table.neither
  const unknown = sum(table.unknown) + table.neither
  const name = (row: string, column: string) => cell(t, table, row, column)
  put(name('silent', 'unknown'), table.neither, false)
  table.columns.forEach((column, c) => {
    const group = (table.several ? table.bases[c]! : sum(table.counts.map((row) => row[c]!))) + table.silent[c]!
    put(name('silent', column.id), table.silent[c]!, true, toldOf(silent, group))
    if (table.several) put(name('base', column.id), table.bases[c]!, false)
    table.rows.forEach((row, r) => {
      put(name(row.id, column.id), table.counts[r]![c]!, true)
      if (table.several)
        targets.push({
          terms: [
            [name('base', column.id), 1],
            [name(row.id, column.id), -1],
          ],
          truth: table.bases[c]! - table.counts[r]![c]!,
        })
    })
  })
  table.rows.forEach((row, r) => {
    const line = sum(table.counts[r]!) + table.unknown[r]!
    put(name(row.id, 'unknown'), table.unknown[r]!, true, table.several ? undefined : toldOf(unknown, line))
  })
}
