/** The few functions of jstat that are used; the package ships no types. */
declare module 'jstat' {
  const jstat: {
    normal: {
      cdf: (x: number, mean: number, sd: number) => number
      inv: (p: number, mean: number, sd: number) => number
    }
    studentt: { inv: (p: number, df: number) => number }
    beta: { inv: (p: number, a: number, b: number) => number }
    chisquare: { cdf: (x: number, df: number) => number }
    gammaln: (x: number) => number
    ibeta: (x: number, a: number, b: number) => number
  }
  export default jstat
}
