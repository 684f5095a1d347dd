/** Inward part: a digit and two letters, of which C, I, K, M, O and V are never used. */
const inward = /^[0-9][ABD-HJLNP-UW-Z]{2}$/

/** The shapes an outward part can have, by the position rules of BS 7666. */
const outward = [
  /^[A-PR-UWYZ][0-9]{1,2}$/,
  /^[A-PR-UWYZ][A-HK-Y][0-9]{1,2}$/,
  /^[A-PR-UWYZ][0-9][A-HJKPSTUW]$/,
  /^[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY]$/,
]

/**
 * A full UK postcode in upper case with one space, or null when the text is none. Case, spaces, dots and hyphens are
 * forgiven. It says that the postcode is well formed, not that it exists.
 */
export function normalisePostcode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s.-]+/g, '')
  if (letters.length < 5 || letters.length > 7) return null
  const start = letters.slice(0, -3)
  const end = letters.slice(-3)
  const known = inward.test(end) && (outward.some((shape) => shape.test(start)) || letters === 'GIR0AA')
  return known ? `${start} ${end}` : null
}
