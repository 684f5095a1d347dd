const shapes = {
  red: <rect x="1" y="1" width="14" height="14" rx="1.5" fill="currentColor" />,
  amber: <path d="M8 1 15.6 15H.4Z" fill="currentColor" />,
  green: <circle cx="8" cy="8" r="7.2" fill="currentColor" />,
  none: <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.8 2.4" />,
}
const words = { red: 'Red', amber: 'Amber', green: 'Green', none: 'Not reported' }

/** Shape, word and colour, always all three; no status is "Not reported". */
export function Rag({ status }: { status: 'red' | 'amber' | 'green' | null }) {
  const kind = status ?? 'none'
  return (
    <span className={`rag ${kind}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {shapes[kind]}
      </svg>
      {words[kind]}
    </span>
  )
}
