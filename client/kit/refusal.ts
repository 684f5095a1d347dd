/** What the server refused, in its own plain words; `fields` holds a sentence for each input it names. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
    readonly status = 0,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** The request never arrived, or its answer never came back. */
export const unreachable = (reading: boolean) =>
  new Refusal(
    'unreachable',
    reading
      ? 'The connection dropped. What is saved is safe.'
      : 'The connection dropped. What you typed is still on this screen.',
  )

/** The server heard it and said no: asked again it says the same. A fault of its own and a lost connection may pass. */
export const isFinal = (error: unknown): error is Refusal =>
  error instanceof Refusal && error.status >= 400 && error.status < 500

/** What Chromium, Firefox, Safari and the loader of styles say when a part of a page does not arrive. */
const noModule = /dynamically imported module|Importing a module script failed|Unable to preload CSS/

/** A sentence for any failure: a refusal speaks for itself, anything else is a fault of this page. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (error instanceof Error && noModule.test(error.message))
    return 'A part of it did not arrive: the connection dropped, or Folkmoot was changed since you opened it. What is saved is safe.'
  return 'This page met something it did not expect. What is saved is safe. Try again, or load the page again.'
}
