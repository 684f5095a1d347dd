import { type Rag, type Status, standing, statusOf, statusWord } from '../../shared/plans/rag.ts'

/** Square, triangle, circle, dashed ring: the shape says it without the colour. */
const shapes: Record<Status, React.ReactNode> = {
  red: <path d="M2 2h14v14H2z" />,
  amber: <path d="M9 1.5 17.5 16.5H.5z" />,
  green: <circle cx="9" cy="9" r="8" />,
  'not-reported': (
    <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.5" />
  ),
}

const Shape = ({ status }: { status: Status }) => (
  <svg width="18" height="18" viewBox="0 0 18 18" fill="currentColor" aria-hidden="true">
    {shapes[status]}
  </svg>
)

/** How an objective stands: shape, word and colour, always all three. */
export function RagMark({ rag }: { rag: Rag | null }) {
  const status = statusOf(rag)
  return (
    <span className={`rag ${status}`}>
      <Shape status={status} />
      {statusWord[status]}
    </span>
  )
}

/** One shape for each objective, a row for each state. */
export function StandingCard({ rags }: { rags: (Rag | null)[] }) {
  return (
    <section className="card standing" aria-labelledby="standing">
      <h2 id="standing">Where the {rags.length} objectives stand</h2>
      <ul>
        {standing(rags).map(({ status, count }) => (
          <li key={status} className={`rag ${status}`}>
            <span>
              {count} {statusWord[status].toLowerCase()}
            </span>
            <span className="shapes">
              {Array.from({ length: count }, (_, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: equal shapes, rendered once
                <Shape key={i} status={status} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
