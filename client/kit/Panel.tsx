import type { ReactNode } from 'react'

interface PanelProps {
  title?: string
  /** The one raised thing of a page. */
  raised?: boolean
  /** No padding: for a table or a list that brings its own. */
  flush?: boolean
  children: ReactNode
}

export function Panel({ title, raised, flush, children }: PanelProps) {
  const names = ['panel', raised && 'raised', flush && 'flush'].filter(Boolean).join(' ')
  return (
    <div className={names}>
      {title ? <h3>{title}</h3> : null}
      {children}
    </div>
  )
}
