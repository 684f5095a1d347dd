/** Dates as London reads them: the one place that knows the time zone. ISO dates in data, `5 March 2026` on screens. */
const zone = 'Europe/London'
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })

const iso = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
const long = format({ day: 'numeric', month: 'long', year: 'numeric' })
const short = format({ day: 'numeric', month: 'short', year: 'numeric' })
const clock = format({ hour: '2-digit', minute: '2-digit', hour12: false })

/** An ISO date is read as noon, so that no time zone moves it to another day. */
const instant = (at: Date | string): Date => (at instanceof Date ? at : new Date(at.length === 10 ? `${at}T12:00:00Z` : at))

/** The day in London: `2026-03-05`. */
export const londonDate = (at: Date): string => iso.format(at)

/** `5 March 2026` */
export const longDate = (at: Date | string): string => long.format(instant(at))

/** `5 Mar 2026` */
export const shortDate = (at: Date | string): string => short.format(instant(at))

/** `Thursday 5 March 2026` */
export const dayDate = (at: Date | string): string => {
  const weekday = format({ weekday: 'long' }).format(instant(at))
  return `${weekday} ${longDate(at)}`
}

/** `14:30` in London. */
export const londonTime = (at: Date): string => clock.format(at)
