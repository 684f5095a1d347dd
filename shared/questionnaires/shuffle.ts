import { chanceFrom, inAnyOrder } from '../kernel/chance.ts'
import type { Question, QuestionnaireDocument } from './document.ts'

/** A seed is one byte: so few that many people share each, and it tells nobody apart. */
export type Seed = number | null

export const isSeed = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256

/** Whether any question of the document is turned. */
export const isShuffled = (document: QuestionnaireDocument): boolean =>
  document.sections.some(({ pages }) =>
    pages.some(({ questions }) => questions.some((question) => 'shuffle' in question && question.shuffle === true)),
  )

interface Item {
  id: string
  exclusive?: boolean
  other?: boolean
  missing?: string
}

const staysLast = (item: Item) => Boolean(item.exclusive || item.other || item.missing)

/** A number of a text, so that two questions of one person are not turned alike (FNV-1a). */
const numberOf = (text: string) =>
  [...text].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5)

const turned = <T extends Item>(items: T[], seed: number): T[] => [
  ...inAnyOrder(
    chanceFrom(seed),
    items.filter((item) => !staysLast(item)),
  ),
  ...items.filter(staysLast),
]

/**
 * The question as this person sees it: its rows, or its options where it has no rows, in the order of their seed. The
 * same seed gives the same order on every page. Without a seed, in the
 * authored order, which everything that thinks keeps.
 */
export function asShown<Q extends Question>(question: Q, seed: Seed): Q {
  const own: Question = question
  if (seed === null || !('shuffle' in own) || !own.shuffle) return question
  const mixed = seed ^ numberOf(own.id)
  if ('rows' in own) return { ...question, rows: turned(own.rows, mixed) }
  return { ...question, options: turned(own.options, mixed) }
}
