import { TickIcon } from '../kit/icons.tsx'
import { Panel } from '../kit/Panel.tsx'
import type { Consultation } from './api.ts'

/** What must be there before an approver is asked, each a way to its field; and what is worth a look. */
export function Missing({ one }: { one: Consultation }) {
  if (one.phase !== 'draft' && one.phase !== 'asked') return null
  const gaps = Object.entries(one.gaps)
  return (
    <Panel>
      <h2 id="missing" tabIndex={-1}>
        {gaps.length === 0
          ? 'Ready to open'
          : gaps.length === 1
            ? 'One thing is missing'
            : `${gaps.length} things are missing`}
      </h2>
      {one.note ? <p className="sent-back">The approver wrote: “{one.note}”</p> : null}
      {gaps.length === 0 ? (
        <p className="ready">
          <TickIcon /> Everything an approver needs is here.
        </p>
      ) : (
        <ul className="gaps">
          {gaps.map(([field, says]) => (
            <li key={field}>
              <button type="button" className="as-link" onClick={() => goTo(field)}>
                {says}
              </button>
            </li>
          ))}
        </ul>
      )}
      {one.look.map((says) => (
        <p key={says} className="worth-a-look">
          {says}
        </p>
      ))}
    </Panel>
  )
}

/** To the field of that name, or to the part of the page that holds it. */
function goTo(field: string) {
  const target = document.querySelector<HTMLElement>(`[name="${field}"]`) ?? document.getElementById(`part-${field}`)
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}
