import type { CommitmentStatus } from '../../shared/feedback/commitment.ts'
import { kindWords, statusWords } from '../../shared/feedback/commitment.ts'
import type { commitmentsOf } from '../feedback/queries.ts'
import { briefDay, day } from './dates.ts'

export type Commitment = Awaited<ReturnType<typeof commitmentsOf>>[number]

const briefDateOf = (iso: string | null) => (iso ? briefDay(new Date(`${iso}T12:00:00Z`)) : '–')
const dateOf = (iso: string | null) => (iso ? day(new Date(`${iso}T12:00:00Z`)) : '–')

/** "We will: hold a meeting", with its reason. */
export const CommitmentWords = ({ one }: { one: Commitment }) => (
  <>
    <b>{kindWords[one.kind]}:</b> <span dir="auto">{one.text}</span>
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
export const Status = ({ status }: { status: CommitmentStatus }) => (
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
      {marks[status]}
    </svg>
    {statusWords[status]}
  </span>
)

const marks: Record<CommitmentStatus, React.ReactNode> = {
  done: (
    <>
      <circle cx="9" cy="9" r="8" fill="currentColor" />
      <path d="M5 9.5 8 12l5-6" stroke="#FFFDF8" />
    </>
  ),
  on_time: (
    <>
      <circle cx="9" cy="9" r="8" />
      <path d="M9 1a8 8 0 0 1 0 16z" fill="currentColor" stroke="none" />
    </>
  ),
  late: (
    <>
      <circle cx="9" cy="9" r="8" />
      <path d="M9 4v5l3 3" />
    </>
  ),
  not_doing: (
    <>
      <circle cx="9" cy="9" r="8" />
      <path d="M3.5 14.5l11-11" />
    </>
  ),
}
