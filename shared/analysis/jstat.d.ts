/** The few functions of jstat that are used; the package ships no types. */
declare module 'jstat' {
  const jstat: {
    normal: {
      cdf: (x: number, mean: number, sd: number) => number
      inv: (p: number, mean: number, sd: number) => number
    }
    ibeta: (x: number, a: number, b: number) => number
  }
  export default jstat
}
