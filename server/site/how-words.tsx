import type { HowWeAsked } from '../../shared/responses/how-we-asked.ts'
import { dayOf } from './dates.ts'

/** How a group asked people, as it will stand beside its answer. */
export function HowWeAskedWords({ how, change }: { how: HowWeAsked; change?: string }) {
  const rows: [string, string[]][] = [
    ['Meetings', how.meetings.map((m) => `${dayOf(m.date)}: ${m.what || 'meeting'}, ${m.attendance} came`)],
    ['Who was consulted', how.consulted ? [how.consulted] : []],
    ['Minority view', how.minorityView ? [how.minorityView] : []],
  ]
  return (
    <>
      <h2>How we asked people</h2>
      <dl className="check">
        {rows.map(([name, lines]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">
              {lines.length === 0 ? (
                <span className="quiet">Nothing said</span>
              ) : (
                lines.map((line, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
                  <p key={i}>{line}</p>
                ))
              )}
            </dd>
            <dd>
              {change && (
                <a href={change}>
                  Change<span className="hide">: {name}</span>
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
