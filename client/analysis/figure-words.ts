import { hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { percent as shareWords } from '../../shared/analysis/words.ts'
import type { Figure } from './api.ts'

/** How a number stands on the page: what is hidden is said in words. */
export const countWords = (count: number | null): string =>
  count === null ? hiddenWords : count.toLocaleString('en-GB')

export const percent = (share: number | null): string => (share === null ? hiddenWords : shareWords(share))

/** `2,390 of 2,400 asked answered; 6 preferred not to say, 4 left it blank. 120 were not asked.` */
export function basesWords({ asked, answered, declined, dontKnow, blank, notAsked }: Figure['bases']): string {
  const n = (value: number) => value.toLocaleString('en-GB')
  const kinds = [
    declined > 0 ? `${n(declined)} preferred not to say` : '',
    dontKnow > 0 ? `${n(dontKnow)} did not know` : '',
    blank > 0 ? `${n(blank)} left it blank` : '',
  ].filter(Boolean)
  const first = `${n(answered)} of ${n(asked)} asked answered${kinds.length > 0 ? `; ${kinds.join(', ')}` : ''}.`
  return notAsked > 0 ? `${first} ${n(notAsked)} ${notAsked === 1 ? 'was' : 'were'} not asked.` : first
}
