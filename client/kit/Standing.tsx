import type { ReactNode } from 'react'

interface StandingProps {
  /** Names the colour: late is the one that stands out. */
  status: string
  /** Drawn in a box of 18 by 18: a disc or a ring, and a path in it that is a line or filled. */
  mark: { disc: boolean; path: string; filled: boolean }
  children: ReactNode
}

/** How a commitment stands: shape, word and colour, as the public sees it. */
export const Standing = ({ status, mark: { disc, path, filled }, children }: StandingProps) => (
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
    {children}
  </span>
)
