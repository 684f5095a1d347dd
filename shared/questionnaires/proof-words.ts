import type { Ref } from './act-tree.ts'
import type { Place } from './places.ts'
import type { Why } from './proof-verdicts.ts'

export const refTo = ({ kind, id, parent }: Place): Ref => ({
  kind,
  id,
  ...((kind === 'option' || kind === 'row') && { of: parent! }),
})

/** The end of the sentence "question 5 is never asked: …". */
export function becauseOf(why: Why): string {
  switch (why.is) {
    case 'empty':
      return 'nothing in it is ever asked'
    case 'contradiction':
      return 'no answers before it can make its condition true'
    case 'not here':
      return 'of those who come this far, nobody can make its condition true'
    case 'inside':
      return `${why.place.name} is never asked`
    case 'depends':
      return `its condition needs ${why.place.name}, which is never asked`
    case 'stuck':
      return `nobody who could see it gets past ${why.place.name}`
  }
}
