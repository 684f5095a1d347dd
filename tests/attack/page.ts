import { firstCategory } from '../../shared/analysis/layout.ts'
import { heardRows } from '../../shared/feedback/heard-tables.ts'
import type { PublicRow } from '../../shared/feedback/public-rows.ts'
import { idsOf, type Line, type PublicTable } from '../../shared/feedback/release-tables.ts'
import { type EarlierRelease, pairKey } from '../../shared/feedback/seal-tables.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { cell, spanOf, type Target } from './knowledge.ts'
import { knowReleases } from './page-beside.ts'
import { boroughsIn, fine, type Look, type PageRule, peopleAt, type Reading } from './page-reading.ts'
import type { Dataset } from './people.ts'
import { everywhere, type Term } from './system.ts'

/** Looks at the pages while the consultation is open, after each release, and just before the second, when more have come. */
export function looksAt(
  dataset: Dataset,
  releases: readonly EarlierRelease[],
  people: readonly number[],
  rule: PageRule,
) {
  const first = dataset.releases[0]!
  const gap = Math.max(1, Math.round(first / 30))
  const open = [3, 2, 1, 0].map((back) => first - back * gap).filter((n) => n > 0)
  const look = (at: number, number: number): Look => {
    const { isInTens } = rule
    const counts = dataset.heardOf(at, isInTens)
    const followed = rule.followsReleases ? releases.slice(0, number) : []
    const isOfNow = followed.length === 0 || rule.without === 'end'
    return { at, counts, isInTens, isOfNow, page: heardRows(counts, dataset.heard!, followed, rule), releases: number }
  }
  const between = people.slice(1).map((at, i) => look(at - 1, i + 1))
  const after = people.map((at, i) => look(at, i + 1))
  return [...open.map((at) => look(at, 0)), ...[...between, ...after].toSorted((a, b) => a.at - b.at)]
}

const minus = (terms: Term[]): Term[] => terms.map(([name, times]) => [name, -times])

/** Adds to what an attacker knows what one look at the pages tells; gives the counts there that nobody may learn. */
export function readPage(reading: Reading, look: Look, m: number): Target[] {
  const { dataset, releases, rule } = reading
  knowPeople(reading, look, m)
  knowWhoIsAsked(reading, m)
  knowReleases(reading, look, m)
  return dataset.heard!.told.flatMap(({ key }): Target[] => {
    const rows = [...look.page.rows.get(key)!.values()]
    const t = rule.followsReleases
      ? releases.slice(0, look.releases).findLastIndex(holds(dataset.heard!.home, key))
      : -1
    const termsOf = (borough: string, line: Line): Term[] =>
      t >= 0
        ? [[cell(t, { key: dataset.heard!.home, byKey: key }, borough, line.id), 1]]
        : idsOf(line).map((id): Term => [fine(m, key, borough, id), 1])
    const known = rows.filter(({ id }) => reading.truth.get(peopleAt(m, id)) !== 0)
    for (const row of known) knowRow(reading, row, (line) => termsOf(row.id, line), known)
    if (t >= 0) return []
    const inGroups = known.flatMap((row) =>
      row.groups.map(({ line }) => ({ terms: termsOf(row.id, line), truth: truthIn(reading, termsOf(row.id, line)) })),
    )
    // Of a question that only some are asked, who is asked is told by the question that decides it.
    const isAskedOfAll = dataset.heard!.facts.get(key)!.within.length === 0
    return [...inGroups, ...(isAskedOfAll ? known : []).map(({ id }) => inNone(reading, look, m, key, id))]
  })
}

/** Of a borough, who is in no group of a characteristic. */
function inNone({ dataset, truth }: Reading, { counts }: Look, m: number, key: string, borough: string): Target {
  const table = counts.crosstabs.get(pairKey(dataset.heard!.home, key))!
  const lines = [...table.missing, ...table.cells]
  const unknown = sum(lines.map((line) => sum(line.slice(0, firstCategory))))
  const here = truth.get(peopleAt(m, borough))!
  const told = { least: unknown + here - sum(lines.map(sum)), most: Math.min(unknown, here) }
  const name = fine(m, key, borough, 'unknown')
  return { terms: [[name, 1]], truth: truth.get(name)!, told }
}

const holds =
  (home: string, byKey: string) =>
  ({ shown }: EarlierRelease): boolean =>
    shown.some((table) => table.key === home && table.byKey === byKey)

const truthIn = ({ truth }: Reading, terms: Term[]) =>
  terms.reduce((sum, [name, times]) => sum + times * truth.get(name)!, 0)

/**
 * How many of a borough have come is told exactly where it is told in tens, and else rounded. Each of them is in one group of a
 * characteristic, or in none.
 */
function knowPeople({ system, truth, dataset, releases, rule }: Reading, look: Look, m: number) {
  const { home, told } = dataset.heard!
  const { counts, page } = look
  const isAlone = (table: PublicTable) => table.key === home && !table.byKey
  const isAloneTold = !releases.slice(0, look.releases).some(({ shown }) => shown.some(isAlone))
  const categoriesOf = (of: string) => counts.columns.find(({ key }) => key === of)!.categories
  for (const { key } of told) {
    const table = counts.crosstabs.get(pairKey(home, key))!
    const missing = (b: number) => sum(table.cells[b]!.slice(0, firstCategory))
    categoriesOf(home).forEach(({ id: borough }, b) => {
      const all = sum(table.cells[b]!)
      truth.set(peopleAt(m, borough), all)
      const names = categoriesOf(key).map(({ id }, c) => {
        truth.set(fine(m, key, borough, id), table.cells[b]![firstCategory + c]!)
        return fine(m, key, borough, id)
      })
      truth.set(fine(m, key, borough, 'unknown'), missing(b))
      if (all === 0) return
      const shown = page.people.get(borough) ?? null
      const isTold = isAloneTold && shown !== null && shown >= rule.baseForShares
      if (isTold && look.isInTens) system.know(peopleAt(m, borough), all, all)
      else system.know(peopleAt(m, borough), ...(isTold ? spanOf(shown, rule) : []))
      const terms = [...names, fine(m, key, borough, 'unknown')].map((name): Term => [name, 1])
      system.relate(0, 0, [...terms, [peopleAt(m, borough), -1]])
    })
  }
}

/** Whoever was asked one thing gave certain answers to another. */
function knowWhoIsAsked({ system, dataset }: Reading, m: number) {
  const { told, facts } = dataset.heard!
  for (const { key } of told)
    for (const within of facts.get(key)!.within)
      for (const [borough, names] of boroughsIn(system, m, key)) {
        const parent = [...(boroughsIn(system, m, within.key).get(borough) ?? [])]
        const asked = parent.filter((name) => within.rows.includes(name.split('|').at(-1)!))
        if (asked.length > 0)
          system.relate(0, everywhere, [
            ...asked.map((name): Term => [name, 1]),
            ...names.map((name): Term => [name, -1]),
          ])
      }
}

/** A hidden number is no zero unless its whole line is hidden; the base tells the sum of the hidden ones. */
function knowRow(
  { system, rule }: Reading,
  { base, groups }: PublicRow,
  termsOf: (line: Line) => Term[],
  all: PublicRow[],
) {
  const isWhole = groups.every(({ count }) => count === null)
  groups.forEach(({ line, count }) => {
    const isWholeColumn = all.every((row) => row.groups.every((one) => one.line.id !== line.id || one.count === null))
    const [low, high] = count === null ? [isWhole || isWholeColumn ? 0 : 1, everywhere] : spanOf(count, rule)
    system.relate(low, high, termsOf(line))
  })
  if (base === null) return
  const together = base - groups.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const half = Math.floor(rule.roundTo / 2)
  const hidden = groups.flatMap(({ line, count }) => (count === null ? termsOf(line) : []))
  system.relate(together - half, together + half, hidden)
}

/** Between two looks people came and none went; while it is open whoever asks round knows how many. */
export function readTime({ system, truth }: Reading, { releases }: Look, m: number): void {
  for (const now of system.names.filter((name) => name.startsWith(`look ${m}|`))) {
    const then = now.replace(`look ${m}|`, `look ${m - 1}|`)
    if (!system.has(then)) continue
    const isKnown = releases === 0 && now.includes('|people|')
    const came = isKnown ? truth.get(now)! - truth.get(then)! : 0
    system.relate(came, isKnown ? came : everywhere, [
      [now, 1],
      [then, -1],
    ])
  }
}

/** Newcomers of one group between two looks, where both tell of the same group. */
export function newcomersIn(looks: readonly Target[][], { truth }: Reading): Target[] {
  return looks
    .slice(1)
    .flatMap((targets, i) => {
      const before = new Map(looks[i]!.map((target) => [nameOf(target.terms, i + 1), target]))
      return targets.flatMap(({ terms, truth: now, told }): Target[] => {
        const then = !told && before.get(nameOf(terms, i + 1))
        return then ? [{ terms: [...terms, ...minus(then.terms)], truth: now - then.truth }] : []
      })
    })
    .filter((one) => one.terms.every(([name]) => truth.has(name)))
}

const nameOf = (terms: Term[], m: number) => terms.map(([name]) => name.replace(/^look \d+/, `look ${m}`)).join(' ')
