/** Values that stand for all others: each one a condition names, the ends of what may be given, and their neighbours. */
import type { Atom } from './conditions.ts'
import { dayBeside } from './dates.ts'
import type { Answer } from './document.ts'

const compared = (atoms: Atom[]) => atoms.flatMap((atom) => (atom.op === 'compare' ? [atom.value] : []))

/** `places` decimals at most; beside each edge the last number below it and the first above it on that grid. */
export function numbersAround(atoms: Atom[], places: number, least = 0, most = 0): Answer[] {
  const step = 10 ** -places
  const edges = [...compared(atoms).filter((value) => typeof value === 'number'), least, most]
  const near = edges.flatMap((edge) => [Math.floor(edge / step) * step, Math.ceil(edge / step) * step])
  const found = near.flatMap((edge) => [edge, edge - step, edge + step]).map((n) => Number(n.toFixed(places)))
  return [...new Set(found)].map((number) => ({ number }))
}

export function datesAround(atoms: Atom[], earliest = '1900-01-01', latest = '2200-12-31'): Answer[] {
  const edges = [...compared(atoms).filter((value) => typeof value === 'string'), earliest, latest]
  return [...new Set(edges.flatMap((edge) => [edge, dayBeside(edge, -1), dayBeside(edge, 1)]))].map((date) => ({
    date,
  }))
}

const london = Array.from({ length: 33 }, (_, n) => `E090000${String(n + 1).padStart(2, '0')}`)

export function areas(atoms: Atom[]): Answer[] {
  const named = atoms.flatMap((atom) => (atom.op === 'area' ? atom.areas : []))
  return [...new Set([...named, ...london, 'outside'])].map((area) => ({ area }))
}
