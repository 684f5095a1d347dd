/**
 * Takes out of a quote what could name a person: e-mail addresses, phone numbers, UK postcodes, web addresses and police
 * shoulder numbers. A person reads it after that: this finds patterns, not names.
 */
/** Each reads in one pass: what stands before an `@` begins where no such sign stands before it. */
const patterns: [RegExp, string][] = [
  [/\bhttps?:\/\/\S+/gi, '[web address]'],
  [/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, '[e-mail]'],
  [/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gi, '[postcode]'],
  [/(?<![\p{L}\d])(?:\+?\d[\s().-]?){9,14}\d(?!\d)/gu, '[phone]'],
  [/\b(?:PC|PS|PCSO|officer)\s?\d{2,6}[A-Z]{0,3}\b/gi, '[officer]'],
]

/** The quote as it may be offered for editing, every pattern replaced. */
export const masked = (text: string): string => patterns.reduce((t, [pattern, word]) => t.replace(pattern, word), text)

/** The kinds of pattern still in a quote: publishing is refused while there is one. */
export function stillNames(text: string): string[] {
  return patterns.filter(([pattern]) => text.search(pattern) !== -1).map(([, word]) => word)
}
