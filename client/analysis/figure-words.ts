/** How a number stands on the page: what is hidden is said in words. */
export const tooFew = 'too few to show'
export const countWords = (count: number | null): string => (count === null ? tooFew : count.toLocaleString('en-GB'))

export function percent(share: number | null): string {
  if (share === null) return tooFew
  if (share > 0 && share < 0.0005) return 'under 0.1%'
  return share > 0 && share < 0.00995 ? `${(share * 100).toFixed(1)}%` : `${Math.round(share * 100)}%`
}

interface Bases {
  asked: number
  answered: number
  declined: number
  dontKnow: number
  blank: number
  notAsked: number
}

/** `2,390 of 2,400 asked answered; 6 preferred not to say, 4 left it blank. 120 were not asked.` */
export function basesWords({ asked, answered, declined, dontKnow, blank, notAsked }: Bases): string {
  const n = (value: number) => value.toLocaleString('en-GB')
  const kinds = [
    declined > 0 ? `${n(declined)} preferred not to say` : '',
    dontKnow > 0 ? `${n(dontKnow)} did not know` : '',
    blank > 0 ? `${n(blank)} left it blank` : '',
  ].filter(Boolean)
  const first = `${n(answered)} of ${n(asked)} asked answered${kinds.length > 0 ? `; ${kinds.join(', ')}` : ''}.`
  return notAsked > 0 ? `${first} ${n(notAsked)} ${notAsked === 1 ? 'was' : 'were'} not asked.` : first
}

export const selfSelecting = 'People chose to answer. These figures describe them, not all Londoners.'
