import { DateTime } from 'luxon'

export interface Dates {
  made: Date
  opens: Date
  closes: Date
  answerBy: Date
}

const instants = (opens: DateTime, closes: DateTime, answerDays: number): Dates => ({
  made: opens.minus({ days: 16 }).set({ hour: 10 }).toJSDate(),
  opens: opens.toJSDate(),
  closes: closes.toJSDate(),
  answerBy: closes.plus({ days: answerDays }).set({ hour: 12, minute: 0, second: 0 }).toJSDate(),
})

/**
 * The example's dates from the day of loading, in London time: this year's opened 51 days ago and closes in 27; last
 * year's is a year older, closed and answered. Loaded on 21 November 2026: 1 October to 18 December 2026, and
 * 1 October to 15 December 2025 with the answer on 12 March 2026.
 */
export function exampleDates(now: Date): {
  thisYear: Dates
  lastYear: Dates
  answered: Date
  years: [last: number, current: number]
} {
  const today = DateTime.fromJSDate(now, { zone: 'Europe/London' }).startOf('day')
  const opens = today.minus({ days: 51 })
  const closes = endOf(today.plus({ days: 27 }))
  const opened = opens.minus({ years: 1 })
  const closed = endOf(today.plus({ days: 24 }).minus({ years: 1 }))
  const lastYear = instants(opened, closed, 87)
  return {
    thisYear: instants(opens, closes, 84),
    lastYear,
    answered: lastYear.answerBy,
    years: [opened.year, opens.year],
  }
}

const endOf = (day: DateTime) => day.set({ hour: 23, minute: 59, second: 59 })
