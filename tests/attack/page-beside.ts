import { idsOf, type PublicTable } from '../../shared/feedback/release-tables.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { cell, own } from './knowledge.ts'
import { boroughsIn, fine, type Look, peopleAt, type Reading } from './page-reading.ts'
import { everywhere, type Term } from './system.ts'

const termsOf = (names: readonly string[], times = 1) => names.map((name): Term => [name, times])

/** One group of a characteristic, in all boroughs of a look and on its own in a release. */
interface Group {
  page: string[]
  release: string[]
  /** These are the same people, but for those whom the page leaves out. */
  isExact: boolean
}

/** Who is on a page before or at a release is among those whom the release counts. */
export function knowReleases(reading: Reading, look: Look, m: number) {
  const { system, dataset, releases, people } = reading
  const { home, told } = dataset.heard!
  const among = (part: string[], whole: string[]) => {
    const parts = part.filter((name) => system.has(name))
    if (whole.length > 0 && whole.every((name) => system.has(name)))
      system.relate(0, everywhere, [...termsOf(whole), ...termsOf(parts, -1)])
  }
  releases.forEach(({ shown }, t) => {
    if (people[t]! < look.at) return
    const leftOut = look.isOfNow && people[t] === look.at ? whoIsLeftOut(reading, look, shown, t, m) : null
    for (const { key } of told) {
      const boroughs = [...boroughsIn(system, m, key).keys()]
      for (const { page, release, isExact } of groupsOf(reading, key, boroughs, t, m)) {
        among(page, release)
        if (leftOut && isExact) among(release, [...page.filter((name) => system.has(name)), ...leftOut])
      }
      const crossed = shown.find((table) => table.key === home && table.byKey === key)
      for (const line of crossed?.columns ?? [])
        for (const borough of boroughs)
          among(
            idsOf(line).map((option) => fine(m, key, borough, option)),
            [cell(t, crossed as PublicTable, borough, line.id)],
          )
      for (const borough of boroughs) among([peopleAt(m, borough)], [own(t, home, borough)])
    }
  })
}

/** Groups that both tell of: of one question its answers; of several that tell one thing, the answers that do. */
function groupsOf({ dataset, releases }: Reading, key: string, boroughs: string[], t: number, m: number): Group[] {
  const { shown } = releases[t]!
  const alone = (question: string) => shown.find((table) => table.key === question && !table.byKey)?.rows
  const onPage = (options: string[]) =>
    boroughs.flatMap((borough) => options.map((option) => fine(m, key, borough, option)))
  const tellers = dataset.tellers.get(key)
  // Without a table of its own, a question's totals are still totals of the breakdowns by it.
  if (!tellers)
    return (alone(key) ?? shown.find(({ byKey }) => byKey === key)?.columns ?? []).map((line) => ({
      page: onPage(idsOf(line)),
      release: [own(t, key, line.id)],
      isExact: true,
    }))
  return [...tellers].map(([category, answers]) => {
    const lines = answers.map(({ question, option }) => {
      const line = alone(question)?.find((one) => idsOf(one).includes(option))
      return { name: line && own(t, question, line.id), isExact: line?.of === undefined }
    })
    const names = lines.flatMap(({ name }) => name ?? [])
    const isTold = names.length === lines.length
    return {
      page: onPage([category]),
      release: isTold ? [...new Set(names)] : [],
      isExact: isTold && lines.every((one) => one.isExact),
    }
  })
}

/**
 * Of a release and a page of the same moment, made one variable: those whom the page leaves out, where it tells tens at most nine of
 * each borough, and those who said no borough.
 */
function whoIsLeftOut(
  { system, truth, dataset }: Reading,
  { isInTens }: Look,
  shown: readonly PublicTable[],
  t: number,
  m: number,
) {
  const { home } = dataset.heard!
  const alone = shown.find((table) => table.key === home && !table.byKey)
  if (!alone) return null
  const all = `left out of look ${m}`
  const here = alone.rows.map(({ id }) => peopleAt(m, id)).filter((name) => system.has(name))
  const there = [...alone.rows.map(({ id }) => own(t, home, id)), own(t, home, 'missing')]
  const people = (names: string[]) => sum(names.map((name) => truth.get(name)!))
  truth.set(all, people(there) - people(here))
  for (const { id } of alone.rows) {
    const onPage = system.has(peopleAt(m, id)) ? [peopleAt(m, id)] : []
    system.relate(0, isInTens ? 9 : 0, [[own(t, home, id), 1], ...termsOf(onPage, -1)])
  }
  system.relate(0, 0, [[all, 1], ...termsOf(here), ...termsOf(there, -1)])
  return [all]
}
