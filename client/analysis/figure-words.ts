import { hiddenBecause, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { list, percent as shareWords } from '../../shared/analysis/words.ts'
import { number } from '../../shared/kernel/text.ts'
import type { Figure } from './api.ts'

/** How a number stands on the page: what is hidden is said in words. */
export const countWords = (count: number | null): string => (count === null ? hiddenWords : number(count))

export const percent = (share: number | null): string => (share === null ? hiddenWords : shareWords(share))

const kindWords = [
  ['declined', 'preferred not to say'],
  ['dontKnow', 'did not know'],
  ['blank', 'left it blank'],
] as const

type Kinds = Pick<Figure['bases'], 'declined' | 'dontKnow' | 'blank'>

/** Who gave no answer, and how, as far as there were any and it is shown. */
export const withoutAnswer = (kinds: Kinds): string[] =>
  kindWords.flatMap(([kind, words]) => (kinds[kind] ? [`${number(kinds[kind])} ${words}`] : []))

/** `2,390 of 2,400 asked answered; 6 preferred not to say, 4 left it blank. 120 were not asked.` What is hidden says why. */
export function basesWords(bases: Figure['bases']): string {
  const { asked, answered, notAsked } = bases
  const hidden = [...kindWords, ['notAsked', 'were not asked'] as const].filter(([kind]) => bases[kind] === null)
  const first =
    answered === null ? '' : `${number(answered)}${asked === null ? '' : ` of ${number(asked)} asked`} answered`
  return [
    [first, withoutAnswer(bases).join(', ')].filter(Boolean).join('; '),
    notAsked ? `${number(notAsked)} ${notAsked === 1 ? 'was' : 'were'} not asked` : '',
    hidden.length > 0 ? `How many ${list(hidden.map(([, words]) => words))} is not shown: ${hiddenBecause}` : '',
  ]
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(' ')
}

/** What comes first once weighted, after the sentence of what people answered; nothing where no share is weighted. */
export function weightedSentence({ type, rows, weighted, effective }: Figure): string {
  const most = Math.max(0, ...(weighted ?? []).map((share) => share ?? 0))
  if (!weighted || effective === null || type === 'ranking' || most === 0) return ''
  const first = rows.filter((_, r) => weighted[r] === most)
  const [only, ...others] = first
  if (only && others.length === 0 && rows.every(({ id, count }) => id === only.id || (count ?? 0) < (only.count ?? 0)))
    return ` Weighted: ${percent(most)}.`
  const names = list(first.map(({ label }) => `“${label}”`))
  return ` Weighted, ${names} ${others.length > 0 ? 'come' : 'comes'} first with ${percent(most)}${others.length > 0 ? ' each' : ''}.`
}
