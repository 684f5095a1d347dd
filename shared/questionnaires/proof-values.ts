/** Values that stand for all others: each one a condition names, the ends of what may be given, and their neighbours. */
import type { Atom } from './conditions.ts'
import { dayBeside } from './dates.ts'
import type { Answer, QuestionOf } from './document.ts'

const said = (atoms: Atom[]) => atoms.flatMap((atom) => (atom.op === 'compare' ? [atom.value] : []))
const saidDates = (atoms: Atom[]) => said(atoms).filter((value) => typeof value === 'string')

/** `places` decimals at most; beside each edge the last number below it and the first above it on that grid. */
export function numbersAround(atoms: Atom[], places: number, least = 0, most = 0): Answer[] {
  const step = 10 ** -places
  const edges = [...said(atoms).filter((value) => typeof value === 'number'), least, most]
  const near = edges.flatMap((edge) => [Math.floor(edge / step) * step, Math.ceil(edge / step) * step])
  const found = near.flatMap((edge) => [edge, edge - step, edge + step]).map((n) => Number(n.toFixed(places)))
  return [...new Set(found)].map((number) => ({ number }))
}

const dates = (found: string[]): Answer[] => [...new Set(found)].map((date) => ({ date }))

export function datesAround(atoms: Atom[], { earliest, latest }: QuestionOf<'date'>): Answer[] {
  const edges = [...saidDates(atoms), earliest ?? '1900-01-01', latest ?? '2200-12-31']
  return dates(edges.flatMap((edge) => [edge, dayBeside(edge, -1), dayBeside(edge, 1)]))
}

/** Years or months, with those before and after. */
export function partialDatesAround(atoms: Atom[], question: QuestionOf<'partial_date'>): Answer[] {
  const isYear = question.precision === 'year'
  const edges = [...saidDates(atoms), question.earliest ?? '1900-01', question.latest ?? '2200-12']
  return dates(
    edges.flatMap((edge) => {
      const [year = 0, month = 1] = edge.split('-').map(Number)
      return [-1, 0, 1].map((by) => {
        if (isYear) return String(year + by)
        const months = year * 12 + month - 1 + by
        return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
      })
    }),
  )
}

/** The shortest text there is, and the shortest of each preset. */
export const texts: Answer[] = ['a', 'a@b.c', '000000', 'a.b', '11'].map((text) => ({ text }))

const london = Array.from({ length: 33 }, (_, n) => `E090000${String(n + 1).padStart(2, '0')}`)

export const areas: Answer[] = [...london, 'outside'].map((area) => ({ area }))
