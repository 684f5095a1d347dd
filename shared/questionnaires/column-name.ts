/** Words that SPSS keeps for itself. */
const reserved = new Set(['all', 'and', 'by', 'eq', 'ge', 'gt', 'le', 'lt', 'ne', 'not', 'or', 'to', 'with'])

/** The longest name of a column, as SPSS allows it. */
export const longestName = 64

/** The name of a file's column for the parts of a code: begins with a letter, no word of SPSS, 64 characters at most. */
export function columnName(...parts: string[]): string {
  const joined = parts.join('_')
  const name = (/^[a-z]/.test(joined) ? joined : `q${joined}`).slice(0, longestName)
  return reserved.has(name) ? `${name}_2` : name
}

/** The end of the column that holds the words beside "other". */
export const wordsColumn = 'other_text'
