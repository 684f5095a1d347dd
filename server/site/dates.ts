import { DateTime } from 'luxon'

const london = (at: Date) => DateTime.fromJSDate(at, { zone: 'Europe/London' }).setLocale('en-GB')

/** `Friday 18 December 2026`, as London's calendars say. */
export const longDay = (at: Date) => london(at).toFormat('cccc d LLLL yyyy')

/** `18 December 2026`. */
export const day = (at: Date) => london(at).toFormat('d LLLL yyyy')

/** `18 Dec 2026`, in a narrow column. */
export const briefDay = (at: Date) => london(at).toFormat('d LLL yyyy')

/** `Friday 18 December`: where the year is not in doubt. */
export const shortDay = (at: Date, now: Date) =>
  london(at).year === london(now).year ? london(at).toFormat('cccc d LLLL') : longDay(at)

/** `Saturday 21 November 2026` from the date a response keeps. */
export const dayOf = (iso: string) =>
  DateTime.fromISO(iso, { zone: 'Europe/London', locale: 'en-GB' }).toFormat('cccc d LLLL yyyy')

/** A moment of a date that has no time of day, which is of that date in London too. */
export const noonOf = (iso: string) => new Date(`${iso}T12:00:00Z`)

/** Whole calendar days in London from now to then. */
export const daysUntil = (then: Date, now: Date) =>
  Math.round(london(then).startOf('day').diff(london(now).startOf('day'), 'days').days)
