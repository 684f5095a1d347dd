import { count } from '../../shared/kernel/text.ts'
import { ButtonLink } from '../kit/ButtonLink.tsx'
import { daysUntil, shortDate } from '../kit/dates.ts'
import type { Thing } from './api.ts'

/** What needs me first, oldest debt on top: a kind, a sentence, a date and one button. */
export function NeedsMe({ things }: { things: Thing[] }) {
  if (things.length === 0) {
    return (
      <div className="panel">
        <p>Nothing waits for you. What comes will stand here, the oldest first.</p>
      </div>
    )
  }
  return (
    <ul className="panel raised flush needs-me">
      {things.map((thing, i) => (
        <li key={`${thing.kind} ${thing.title}`}>
          <span className="needs-kind">{thing.kind}</span>
          <div>
            <strong>{thing.title}</strong>
            <p className="help">{thing.detail}</p>
          </div>
          <When thing={thing} />
          <ButtonLink
            {...pageOf(thing)}
            variant={i === 0 ? 'filled' : 'default'}
            aria-label={`${verbs[thing.kind]}: ${thing.title}`}
          >
            {verbs[thing.kind]}
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}

const verbs: Record<Thing['kind'], string> = {
  Late: 'Update',
  'Sent back': 'Put it right',
  'To confirm': 'Look at it',
  'To approve': 'Read it',
  'File asked for': 'Decide',
  'Answer owed': 'Write it',
  Groups: 'See the groups',
  Draft: 'Go on',
}

function pageOf(thing: Thing) {
  const params = { consultationId: thing.consultationId }
  if (thing.to === 'feedback') return { to: '/feedback/$consultationId', params } as const
  if (thing.to === 'export') return { to: '/analysis/$consultationId/export', params } as const
  if (thing.to === 'groups') return { to: '/groups/$consultationId', params } as const
  return { to: '/consultations/$consultationId', params } as const
}

function When({ thing }: { thing: Thing }) {
  if (!thing.due) return <span className="needs-when">no date yet</span>
  const days = daysUntil(thing.due)
  if (thing.kind === 'Late') return <span className="needs-when late">{count(-days, 'day')} late</span>
  if (thing.kind === 'Answer owed' && days < 0)
    return <span className="needs-when late">{count(-days, 'day')} late</span>
  if (thing.kind === 'To approve')
    return <span className="needs-when">{days === 0 ? 'sent today' : `sent ${shortDate(thing.due)}`}</span>
  if (thing.kind === 'File asked for') return <span className="needs-when">asked {shortDate(thing.due)}</span>
  if (thing.kind === 'Draft' || thing.kind === 'To confirm' || thing.kind === 'Sent back') {
    return <span className="needs-when">opens {shortDate(thing.due)}</span>
  }
  return <span className="needs-when">{days <= 0 ? 'today' : `${count(days, 'day')} left`}</span>
}
