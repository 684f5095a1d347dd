import type { ReactNode } from 'react'
import { useWhere } from './Where.tsx'

interface PageProps {
  /** A fact when it can be one: "Five things need you today". */
  title: string
  /** The small line above the title. */
  note?: ReactNode
  /** The one filled button, and quiet ones before it. */
  action?: ReactNode
  /** Where this is, outermost first; the last one is not a link. Left out: the title alone. */
  trail?: ReactNode[]
  children?: ReactNode
}

/** One desk page: serif title that states a fact, at most one filled button, then its parts. */
export function Page({ title, note, action, trail, children }: PageProps) {
  useWhere(title, trail ?? [title])
  return (
    <div className="page">
      <div className="page-head">
        <div>
          {note ? <p className="small">{note}</p> : null}
          <h1 dir="auto">{title}</h1>
        </div>
        {action ? <div className="row">{action}</div> : null}
      </div>
      {children}
    </div>
  )
}

/** A part of a page: serif heading, its tools at the right, then what it holds. */
export function Part({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {tools}
      </div>
      {children}
    </section>
  )
}
