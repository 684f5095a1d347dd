import type { Comparison } from './document.ts'

/** By itself, so that the script of the public pages compares as the evaluator does. */
export function compared<T extends number | string>(given: T, is: Comparison, value: T): boolean {
  switch (is) {
    case '<':
      return given < value
    case '<=':
      return given <= value
    case '=':
      return given === value
    case '!=':
      return given !== value
    case '>=':
      return given >= value
    case '>':
      return given > value
  }
}
