import type { CommitmentStatus } from '../../shared/feedback/commitment.ts'
import { beforeBecause, kindWords, statusMarks, statusWords } from '../../shared/feedback/commitment.ts'
import type { commitmentsOf } from '../feedback/queries.ts'
import { briefDay, day, noonOf } from './dates.ts'

export type Commitment = Awaited<ReturnType<typeof commitmentsOf>>[number]

const briefDateOf = (iso: string | null) => (iso ? briefDay(noonOf(iso)) : '–')
const dateOf = (iso: string | null) => (iso ? day(noonOf(iso)) : '–')

/** "We will: hold a meeting", with its reason. */
export const CommitmentWords = ({ one }: { one: Commitment }) => (
  <>
    <b>{kindWords[one.kind]}:</b> <span dir="auto">{one.because ? beforeBecause(one.text) : one.text}</span>
    {one.because && (
      <>
        , because <span dir="auto">{one.because}</span>
      </>
    )}
  </>
)

export function Commitments({ all }: { all: Commitment[] }) {
  return (
    <table className="promises">
      <thead>
        <tr>
          <th scope="col">Commitment</th>
          <th scope="col">Owner</th>
          <th scope="col">Due</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={one.id} id={`commitment-${one.number}`}>
            <th scope="row">
              <CommitmentWords one={one} />
            </th>
            <td data-name="Owner">{one.owner}</td>
            <td className="due" data-name="Due">
              {briefDateOf(one.dueOn)}
            </td>
            <td data-name="Status">
              <Status status={one.status} />
              {one.status === 'done' && one.doneOn && <span className="note">{dateOf(one.doneOn)}</span>}
              {one.status === 'late' && one.newDueOn && <span className="note">now due {dateOf(one.newDueOn)}</span>}
              {one.note && <span className="note">{one.note}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Shape and word: a disc with a tick, a half disc, a clock, a struck ring. */
export function Status({ status }: { status: CommitmentStatus }) {
  const { disc, path, filled } = statusMarks[status]
  return (
    <span className={`standing-of ${status}`}>
      <svg
        width="18"
        height="18"
        viewBox="0 0 18 18"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <circle cx="9" cy="9" r="8" fill={disc ? 'currentColor' : 'none'} />
        <path d={path} {...(filled ? { fill: 'currentColor', stroke: 'none' } : disc ? { stroke: '#FFFDF8' } : {})} />
      </svg>
      {statusWords[status]}
    </span>
  )
}
