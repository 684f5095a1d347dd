import { expectAllSpokenFor, imported } from './imports.ts'

/** The pointers of every leaf that holds something. */
function pointers(value: unknown, at = ''): string[] {
  if (value === null || value === '') return []
  if (typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([key, inner]) =>
    pointers(inner, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

/** Reads a survey, and expects every leaf of it in the report. */
export async function read(survey: object) {
  const found = await imported(JSON.stringify(survey))
  expectAllSpokenFor(pointers(survey), found)
  return found
}
