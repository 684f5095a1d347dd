import { type CommitmentStatus, statusMarks, statusWords } from '../../shared/feedback/commitment.ts'

/** How a commitment stands: shape, word and colour, as the public sees it. */
export function Standing({ status }: { status: CommitmentStatus }) {
  const { disc, path, filled } = statusMarks[status]
  return (
    <span className={`standing-of ${status}`}>
      <svg
        width="16"
        height="16"
        viewBox="0 0 18 18"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <circle cx="9" cy="9" r="8" fill={disc ? 'currentColor' : 'none'} />
        <path
          d={path}
          {...(filled ? { fill: 'currentColor', stroke: 'none' } : disc ? { stroke: 'var(--surface)' } : {})}
        />
      </svg>
      {statusWords[status]}
    </span>
  )
}
