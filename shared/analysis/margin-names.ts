/** Short words for what is weighted on most; every characteristic also goes by its own id. */
const short: Record<string, string> = {
  age: 'age_band',
  ethnicity: 'ethnic_group_5',
  ethnic_group: 'ethnic_group_5',
  disability: 'disability_2',
}

/** The id of what is weighted by, whichever of its names was given. */
export const marginId = (name: string): string => (Object.hasOwn(short, name) ? short[name]! : name)

/** The word to offer for it: the short one where there is one. */
export const marginWord = (id: string): string => Object.keys(short).find((name) => short[name] === id) ?? id
