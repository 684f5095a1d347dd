import { useQuery } from '@tanstack/react-query'
import { kindWords, statusMarks, statusWords } from '../../shared/feedback/commitment.ts'
import { shortDate } from '../kit/dates.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Standing } from '../kit/Standing.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { behindQuery, type Piece } from './api.ts'

/** What people said about an objective and its actions, and what was promised: only what is published. */
export function Behind({ objectiveId }: { objectiveId: string }) {
  const found = useQuery(behindQuery(objectiveId))
  return (
    <Panel>
      <Loaded query={found}>
        {(pieces) =>
          pieces.length === 0 ? (
            <p>
              <strong>No evidence yet.</strong> A finding or a promise is tied to the plan where the answer to a
              consultation is written, and stands here once it is published.
            </p>
          ) : (
            <ul className="history">
              {pieces.map((piece) => (
                <PieceLine key={keyOf(piece)} piece={piece} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

const keyOf = ({ ref, consultation, finding, commitment }: Piece) =>
  `${ref} ${consultation.slug} ${finding ? `f${finding.number}` : `c${commitment?.number}`}`

function PieceLine({ piece: { ref, consultation, finding, commitment } }: { piece: Piece }) {
  const place = finding ? `finding-${finding.number}` : `commitment-${commitment?.number}`
  return (
    <li>
      {finding ? <p dir="auto">{finding.heading}</p> : null}
      {commitment ? (
        <>
          <p dir="auto">
            <strong>{kindWords[commitment.kind]}</strong> {commitment.text}
          </p>
          <p className="standing">
            <Standing status={commitment.status} mark={statusMarks[commitment.status]}>
              {statusWords[commitment.status]}
            </Standing>
            <span className="note">
              {commitment.owner}
              {commitment.dueOn ? `, by ${shortDate(commitment.dueOn)}` : ''}
            </span>
          </p>
        </>
      ) : null}
      <p className="standing">
        <span className="note">
          {ref.split('.').length > 2 ? `Action ${ref}` : 'The objective'}, from{' '}
          <a href={`/c/${consultation.slug}/results#${place}`}>{consultation.title}</a>
        </span>
        {consultation.synthetic ? <SyntheticTag /> : null}
      </p>
    </li>
  )
}
