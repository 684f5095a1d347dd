/** Inline drawings of the public pages: no image files, no styles of their own. All decorative unless named. */

const ring = Array.from({ length: 7 }, (_, i) => {
  const turn = Math.PI * (1.12 - (1.24 * i) / 6)
  return { x: 20 + 14.5 * Math.cos(turn), y: 22 - 14.5 * Math.sin(turn) }
})

/** The mark: an open ring of seven people round one point. */
export function Mark({ size = 40, on = 'dark' }: { size?: number; on?: 'dark' | 'paper' }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 40 36"
      aria-hidden="true"
      fill={on === 'dark' ? 'currentColor' : '#0C4A3E'}
    >
      {ring.map((dot) => (
        <circle key={dot.x} cx={dot.x.toFixed(1)} cy={dot.y.toFixed(1)} r="3.3" />
      ))}
      <circle cx="20" cy="24" r="5" fill="#F0B13C" />
    </svg>
  )
}

/** The river bank under the masthead. */
export const Bank = () => (
  <svg className="bank" viewBox="0 0 1200 18" preserveAspectRatio="none" aria-hidden="true">
    <path d="M0 0H1200V5C1050 18 900 18 720 9S330-1 180 9 40 16 0 13Z" />
  </svg>
)

export const Tick = ({ size = 20 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.6"
    aria-hidden="true"
  >
    <path d="M3.5 10.5 8 15 16.5 5" />
  </svg>
)

/** The triangle beside a fault; the sentence beside it says what to do. */
export const FaultMark = () => (
  <svg width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">
    <path fill="currentColor" d="M10 0 20 18H0Z" />
    <path fill="#FFFDF8" d="M9 6h2v6H9zM9 13.5h2v2H9z" />
  </svg>
)

/** A step of "what happens next": past (disc with a tick) or to come (ring). */
export function StepMark({ past }: { past: boolean }) {
  return (
    <svg width="27" height="27" viewBox="0 0 27 27" aria-hidden="true">
      <circle
        cx="13.5"
        cy="13.5"
        r="12"
        fill={past ? '#0C4A3E' : '#FFFDF8'}
        stroke={past ? '#0C4A3E' : '#7A7565'}
        strokeWidth="2"
      />
      {past && <path d="M8 14l4 4 7.5-8.5" fill="none" stroke="#F0B13C" strokeWidth="2.6" />}
    </svg>
  )
}
