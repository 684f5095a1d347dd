/** The sum of a list; 0 of none. */
export const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)
