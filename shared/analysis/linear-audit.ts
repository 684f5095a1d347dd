/** An equation among hidden counts: how often each occurs. What stands on the other side is known and does not matter. */
export type Equation = Map<number, number>

/** The work that one audit may take; beyond it the audit says so instead of going on. */
const mostTerms = 20_000_000

/**
 * The hidden counts that follow from the equations, all shown numbers taken for exact: those whose unit vector lies in the
 * row space. Elimination in whole numbers, each row divided by its common divisor: nothing is rounded. RangeError when it would take
 * too long, or when a number leaves the range in which whole numbers are exact.
 */
export function determined(equations: readonly Equation[]): number[] {
  const pivots = new Map<number, Equation>()
  let work = 0
  const take = (row: Equation, pivot: Equation, place: number) => {
    eliminate(row, pivot, place)
    work += row.size + pivot.size
    if (work > mostTerms) throw new RangeError('There are too many hidden numbers to check.')
  }
  for (const equation of equations) {
    const row = new Map(equation)
    // A pivot's row holds no other pivot's place, so one pass leaves none.
    for (const place of equation.keys()) {
      const pivot = pivots.get(place)
      if (pivot) take(row, pivot, place)
    }
    const first = row.keys().next().value
    if (first === undefined) continue
    for (const other of pivots.values()) if (other.has(first)) take(other, row, first)
    pivots.set(first, row)
  }
  return [...pivots].filter(([, row]) => row.size === 1).map(([place]) => place)
}

/** row ← row without `place`, by a multiple of the pivot; divided by the greatest common divisor. */
function eliminate(row: Equation, pivot: Equation, place: number): void {
  const [a, b] = [pivot.get(place)!, row.get(place)!]
  for (const [at, value] of row) row.set(at, value * a)
  for (const [at, value] of pivot) {
    const left = (row.get(at) ?? 0) - value * b
    if (left === 0) row.delete(at)
    else row.set(at, left)
  }
  let divisor = 0
  for (const value of row.values()) divisor = gcd(divisor, Math.abs(value))
  for (const [at, value] of row) {
    if (!Number.isSafeInteger(value)) throw new RangeError('The numbers of the audit are too large to stay exact.')
    row.set(at, value / divisor)
  }
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
