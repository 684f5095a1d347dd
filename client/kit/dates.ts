import { DateTime } from 'luxon'

const zone = 'Europe/London'
type Moment = string | Date | null | undefined

const at = (moment: Moment) =>
  (moment instanceof Date ? DateTime.fromJSDate(moment) : DateTime.fromISO(moment ?? '', { zone })).setZone(zone)

/** `5 March 2026`, London time; a date without a time is that date. */
export const longDate = (moment: Moment) => (moment ? at(moment).toFormat('d MMMM yyyy') : 'not set')
/** `5 Mar 2026`, for tables. */
export const shortDate = (moment: Moment) => (moment ? at(moment).toFormat('d MMM yyyy') : 'not set')
/** `Friday 18 December`, for sentences. */
export const dayOfWeek = (moment: Moment) => (moment ? at(moment).toFormat('cccc d MMMM') : 'not set')
/** `Saturday 21 November 2026`. */
export const fullDay = (moment: Moment) => (moment ? at(moment).toFormat('cccc d MMMM yyyy') : 'not set')
/** `14:05 on 5 March 2026`. */
export const timeAndDate = (moment: Moment) => (moment ? at(moment).toFormat("HH:mm 'on' d MMMM yyyy") : 'not set')

/** Whole London days from now until the moment; negative when it is past. */
export function daysUntil(moment: Moment, now: Date = new Date()): number {
  return Math.round(at(moment).startOf('day').diff(at(now).startOf('day'), 'days').days)
}

/** The value of a date field, `2026-03-05`. */
export const dateField = (moment: Moment) => (moment ? (at(moment).toISODate() ?? '') : '')
/** The first instant of the London day a date field names, or the last minute of it. */
export function instantOf(field: string, end: 'start' | 'end' = 'start'): string | null {
  if (!field) return null
  const day = DateTime.fromISO(field, { zone })
  if (!day.isValid) return null
  return (end === 'start' ? day.startOf('day') : day.set({ hour: 23, minute: 59 })).toUTC().toISO()
}
