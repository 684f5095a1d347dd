/** How well rows meant for publication hide the people in them. */
export interface Anonymity {
  /** The smallest group of rows alike in everything a stranger might know (Sweeney 2002); 0 without rows. */
  k: number
  /** The fewest different sensitive answers in such a group (distinct l-diversity, Machanavajjhala et al. 2006). */
  l: number
  groups: number
}

/**
 * One `known` (what a stranger might know: borough, age band …) and one `sensitive` answer a row; counts of rows come out.
 * A high k alone does not stop everybody in a group having the same answer: look at both, for each sensitive answer.
 * RangeError for lists of unequal length.
 */
export function anonymity(known: readonly (readonly string[])[], sensitive: readonly string[]): Anonymity {
  if (known.length !== sensitive.length) throw new RangeError('One sensitive answer a row is needed')
  const groups = new Map<string, string[]>()
  for (const [i, values] of known.entries()) {
    const key = JSON.stringify(values)
    const group = groups.get(key)
    if (group) group.push(sensitive[i]!)
    else groups.set(key, [sensitive[i]!])
  }
  const all = [...groups.values()]
  const least = (sizes: number[]) => (sizes.length === 0 ? 0 : sizes.reduce((a, b) => Math.min(a, b)))
  return {
    k: least(all.map((group) => group.length)),
    l: least(all.map((group) => new Set(group).size)),
    groups: all.length,
  }
}
