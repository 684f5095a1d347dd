import { hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { number, percent as shareWords } from '../../shared/analysis/words.ts'
import type { Figure } from './api.ts'

/** How a number stands on the page: what is hidden is said in words. */
export const countWords = (count: number | null): string => (count === null ? hiddenWords : number(count))

export const percent = (share: number | null): string => (share === null ? hiddenWords : shareWords(share))

/** Who gave no answer, and how, as far as there were any. */
export const withoutAnswer = ({
  declined,
  dontKnow,
  blank,
}: Pick<Figure['bases'], 'declined' | 'dontKnow' | 'blank'>) =>
  [
    declined > 0 ? `${number(declined)} preferred not to say` : '',
    dontKnow > 0 ? `${number(dontKnow)} did not know` : '',
    blank > 0 ? `${number(blank)} left it blank` : '',
  ].filter(Boolean)

/** `2,390 of 2,400 asked answered; 6 preferred not to say, 4 left it blank. 120 were not asked.` */
export function basesWords(bases: Figure['bases']): string {
  const { asked, answered, notAsked } = bases
  const kinds = withoutAnswer(bases)
  const first = `${number(answered)} of ${number(asked)} asked answered${kinds.length > 0 ? `; ${kinds.join(', ')}` : ''}.`
  return notAsked > 0 ? `${first} ${number(notAsked)} ${notAsked === 1 ? 'was' : 'were'} not asked.` : first
}
