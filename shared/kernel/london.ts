/** The day in London: the one place of the pure room that knows the time zone. */
const iso = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** `2026-03-05` */
export const londonDate = (at: Date): string => iso.format(at)
