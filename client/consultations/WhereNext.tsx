import { Link } from '@tanstack/react-router'
import { useMayOn } from '../accounts/api.ts'
import { Panel } from '../kit/Panel.tsx'
import type { Consultation } from './api.ts'

/** Once people can answer: where the answers are looked at, and the reply written. */
export function WhereNext({ one }: { one: Consultation }) {
  const params = { consultationId: one.id }
  const mayAnalyse = useMayOn('analysis.read', one.id)
  const mayWrite = useMayOn('release.read', one.id)
  if (one.phase === 'draft' || one.phase === 'asked' || one.phase === 'scheduled') return null
  return (
    <Panel>
      <h2>Where next</h2>
      <ul className="questionnaires">
        {mayAnalyse ? (
          <li>
            <Link to="/analysis/$consultationId" params={params}>
              Look at the answers
            </Link>
            <small className="small">Every question, and who was heard</small>
          </li>
        ) : null}
        {mayWrite ? (
          <li>
            <Link to="/feedback/$consultationId" params={params}>
              Write what came of it
            </Link>
            <small className="small">A release, findings, commitments</small>
          </li>
        ) : null}
      </ul>
    </Panel>
  )
}
