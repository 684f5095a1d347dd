import type { ReactNode } from 'react'

const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 18 18"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.7"
    aria-hidden="true"
  >
    {children}
  </svg>
)

export const SearchIcon = () => (
  <Icon>
    <circle cx="7.6" cy="7.6" r="5" />
    <path d="m11.5 11.5 4.3 4.3" strokeLinecap="round" />
  </Icon>
)

export const MenuIcon = () => (
  <Icon>
    <path d="M2 4.5h14M2 9h14M2 13.5h14" strokeLinecap="round" />
  </Icon>
)

export const MoonIcon = () => (
  <Icon>
    <path d="M15 10.6A6.6 6.6 0 0 1 7.4 3a6.6 6.6 0 1 0 7.6 7.6Z" strokeLinejoin="round" />
  </Icon>
)

export const SunIcon = () => (
  <Icon>
    <circle cx="9" cy="9" r="3.4" />
    <path
      d="M9 1.5v1.8M9 14.7v1.8M1.5 9h1.8M14.7 9h1.8M3.7 3.7 5 5M13 13l1.3 1.3M3.7 14.3 5 13M13 5l1.3-1.3"
      strokeLinecap="round"
    />
  </Icon>
)

export const TickIcon = () => (
  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
    <circle cx="9" cy="9" r="8.5" fill="var(--river)" />
    <path d="m5.2 9.3 2.6 2.6 5-5.4" fill="none" stroke="var(--on-river)" strokeWidth="1.8" strokeLinecap="round" />
  </svg>
)

export const WarnIcon = () => (
  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
    <path d="M9 1.5 17 16H1Z" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinejoin="round" />
    <path d="M9 6.8v4.2M9 13.2v.6" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
  </svg>
)

/** The mark: an open ring of seven round one point. */
export const Mark = () => (
  <svg width="27" height="27" viewBox="2 4 36 26" fill="currentColor" aria-hidden="true">
    {[1.12, 0.9133, 0.7067, 0.5, 0.2933, 0.0867, -0.12].map((turn) => (
      <circle key={turn} cx={20 + 14.5 * Math.cos(Math.PI * turn)} cy={22 - 14.5 * Math.sin(Math.PI * turn)} r="3.3" />
    ))}
    <circle cx="20" cy="24" r="5" fill="#f0b13c" />
  </svg>
)
