import { plainPartialDate } from '../questionnaires/dates.ts'
import { type Bits, has } from './bits.ts'
import { type Category, firstCategory } from './layout.ts'
import type { Store } from './projection.ts'

/** Where the months people named lie further apart, a table by months would be mostly empty: it is by years. */
const mostMonths = 24

interface Month {
  year: number
  /** 0 to 11; of a date that is a year alone 0. */
  month: number
}

const monthOf = (days: number): Month => {
  const date = new Date(days * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() }
}

/**
 * A column of months or years as one that can be crossed: a category each from the earliest to the latest that one of these
 * people gave, so that lines are in the order of time. Months where they lie within two years, else years.
 */
export function dateGroups({ column, codes, values }: Store, people: Bits): Store {
  const given = (row: number) => codes[row]! >= firstCategory && has(people, row)
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let row = 0; row < codes.length; row++) {
    if (!given(row)) continue
    low = Math.min(low, values![row]!)
    high = Math.max(high, values![row]!)
  }
  const isNobody = low > high
  const [first, last] = isNobody ? [monthOf(0), monthOf(0)] : [monthOf(low), monthOf(high)]
  const months = (last.year - first.year) * 12 + last.month - first.month + 1
  const isMonthly = column.precision === 'month' && months <= mostMonths
  const placeOf = ({ year, month }: Month) =>
    isMonthly ? (year - first.year) * 12 + month - first.month : year - first.year
  const many = isNobody ? 0 : placeOf(last) + 1
  const categories = Array.from({ length: many }, (_, place): Category => {
    const month = first.month + place
    return categoryOf(
      isMonthly ? { year: first.year + Math.floor(month / 12), month: month % 12 } : { year: first.year + place },
    )
  })
  const grouped = Uint16Array.from(codes, (code, row) =>
    given(row) ? firstCategory + placeOf(monthOf(values![row]!)) : Math.min(code, firstCategory - 1),
  )
  const order = categories.map((_, place) => place)
  return { column: { ...column, kind: 'codes', categories, order }, codes: grouped, bits: [], values: null }
}

function categoryOf({ year, month }: { year: number; month?: number }): Category {
  const id = month === undefined ? String(year) : `${year}-${String(month + 1).padStart(2, '0')}`
  return { id, label: { en: plainPartialDate(id) ?? id } }
}
