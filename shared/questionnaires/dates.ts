/** Plain dates without a clock: reading `27`, `3` or `March`, `2026`, and saying them. */
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** How many days a month has; months from 1 to 12. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const isDate = (year: number, month: number, day: number) =>
  year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)

/** `27 March 2026` for an ISO date; null when it is none. */
export function plainDate(iso: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return isDate(year, month, day) ? `${day} ${months[month - 1]} ${year}` : null
}

/** `March 2026` for 2026-03, `2026` for 2026; null when it is neither. */
export function plainPartialDate(iso: string): string | null {
  const found = /^(\d{4})(?:-(\d{2}))?$/.exec(iso)
  if (!found) return null
  const [year, month] = [Number(found[1]), Number(found[2] ?? 1)]
  if (!isDate(year, month, 1)) return null
  return found[2] === undefined ? String(year) : `${months[month - 1]} ${year}`
}

function monthOf(posted: string): number {
  if (/^\d{1,2}$/.test(posted)) return Number(posted)
  const word = posted.toLowerCase()
  return word.length < 3 ? 0 : months.findIndex((name) => name.toLowerCase().startsWith(word)) + 1
}

/** The date of three fields; `missing` says what to do, and is null when all three are empty. */
export function readDate(day: string, month: string, year: string): { date: string } | { missing: string | null } {
  if (day === '' && month === '' && year === '') return { missing: null }
  const parts = [
    ['day', day],
    ['month', month],
    ['year', year],
  ] as const
  const absent = parts.filter(([, value]) => value === '').map(([name]) => name)
  if (absent.length > 0) return { missing: `Add the ${absent.join(' and the ')}.` }
  if (!/^\d{4}$/.test(year)) return { missing: 'Enter the year in four figures, like 2026.' }
  const [d, m, y] = [/^\d{1,2}$/.test(day) ? Number(day) : 0, monthOf(month), Number(year)]
  if (!isDate(y, m, d)) return { missing: 'Enter a day that exists, like 27 3 2026.' }
  return { date: isoOf(y, m, d) }
}

/** The month of two fields, or the year of one (`month` is null); `missing` as for a date. */
export function readPartialDate(month: string | null, year: string): { date: string } | { missing: string | null } {
  if (!month && year === '') return { missing: null }
  if (month === '') return { missing: 'Add the month.' }
  if (year === '') return { missing: 'Add the year.' }
  if (!/^\d{4}$/.test(year)) return { missing: 'Enter the year in four figures, like 2026.' }
  const [m, y] = [month === null ? 1 : monthOf(month), Number(year)]
  if (!isDate(y, 1, 1)) return { missing: 'Enter a year from 1900 to 2200.' }
  if (!isDate(y, m, 1)) return { missing: 'Enter a month from 1 to 12, or its name.' }
  return { date: month === null ? year : `${year}-${String(m).padStart(2, '0')}` }
}

/** The day before or after an ISO date. */
export function dayBeside(iso: string, by: 1 | -1): string {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  if (day + by >= 1 && day + by <= daysIn(year, month)) return isoOf(year, month, day + by)
  if (by === 1) return month === 12 ? isoOf(year + 1, 1, 1) : isoOf(year, month + 1, 1)
  return month === 1 ? isoOf(year - 1, 12, 31) : isoOf(year, month - 1, daysIn(year, month - 1))
}

const isoOf = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
