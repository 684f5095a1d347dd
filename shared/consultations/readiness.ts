import { DateTime } from 'luxon'
import { count } from '../kernel/text.ts'

/** What must be there before an approver is asked: each gap by its field, in words. */
export interface Readiness {
  title: string
  why: string
  decided: string
  stillOpen: string
  audience: string
  contact: string
  opensAt: Date | null
  closesAt: Date | null
  answerBy: Date | null
  hasNotice: boolean
  publishedQuestionnaires: number
}

export function gaps(consultation: Readiness, now: Date): Record<string, string> {
  const found: Record<string, string> = {}
  const need = (field: string, is: boolean, message: string) => {
    if (!is) found[field] = message
  }
  const said = (text: string) => text.trim() !== ''
  const { contact, opensAt, closesAt, answerBy } = consultation
  need('title', said(consultation.title), 'Give it a title.')
  need('why', said(consultation.why), 'Say why people are asked.')
  need('decided', said(consultation.decided), 'Say what is decided already, or that nothing is.')
  need('stillOpen', said(consultation.stillOpen), 'Say what is still open, and so what an answer can change.')
  need('audience', said(consultation.audience), 'Say who is asked.')
  need(
    'contact',
    isReachable(contact),
    said(contact) ? 'Give an e-mail address or a telephone number where people can ask.' : 'Say whom people can ask.',
  )
  need('opensAt', opensAt !== null, 'Say when it opens.')
  need('closesAt', closesAt !== null, 'Say when it closes.')
  if (closesAt) need('closesAt', closesAt > now, 'The closing date has passed.')
  if (opensAt && closesAt) need('closesAt', closesAt > opensAt, 'It closes before it opens.')
  need('answerBy', answerBy !== null, 'Say by when people get an answer.')
  if (answerBy && closesAt) need('answerBy', answerBy >= closesAt, 'The answer would be due before the closing.')
  need('privacyNotice', consultation.hasNotice, 'Write the privacy notice.')
  need('questionnaires', consultation.publishedQuestionnaires > 0, 'Publish a questionnaire.')
  return found
}

/** Words that hold an e-mail address, or at least ten figures in a row, as UK telephone numbers have. */
const isReachable = (contact: string) => /[^\s@]@[^\s@]+\.[^\s@]/.test(contact) || /\d(?:[\s().-]?\d){9}/.test(contact)

/** Open for how long, when that is short: worth a look, never a refusal. Days are London's, whatever the clocks do. */
export function shortPeriod({ opensAt, closesAt }: { opensAt: Date | null; closesAt: Date | null }): string | null {
  if (!opensAt || !closesAt || closesAt <= opensAt) return null
  const london = (at: Date) => DateTime.fromJSDate(at, { zone: 'Europe/London' })
  const days = Math.round(london(closesAt).diff(london(opensAt), 'days').days)
  return days < 28
    ? `Open for ${count(days, 'day')}. Many people need four weeks or more to hear of it and answer.`
    : null
}
