/** A text a person reads, by language code (`en`, `ur`, …). The document's own language is always there. */
export type Text = Record<string, string>

/** The text in the wanted language, else in the document's own, else the first there is. */
export function say(text: Text | undefined, language: string, fallback = 'en'): string {
  if (!text) return ''
  return text[language] ?? text[fallback] ?? Object.values(text)[0] ?? ''
}

/** With a capital, to begin a sentence with. */
export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** `2,400`. */
export const number = (n: number): string => n.toLocaleString('en-GB')

/** `1 answer`, `2 answers`: a count with its noun. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`
}
