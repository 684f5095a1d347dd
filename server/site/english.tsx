import type { ReactNode } from 'react'

/** The site's own words, in English: said so, and kept in their order, on a page in another language. */
export const En = ({ children, className }: { children: ReactNode; className?: string }) => (
  <span lang="en" dir="ltr" className={className}>
    {children}
  </span>
)
