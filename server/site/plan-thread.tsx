import type { ReactNode } from 'react'
import { count } from '../../shared/kernel/text.ts'
import type { PublicReport } from '../plans/queries.ts'
import { day } from './dates.ts'
import { RagMark } from './plan-rag.tsx'

/** A step from what people said to what is being done. */
export interface ThreadStep {
  kind: 'consultation' | 'finding' | 'commitment' | 'progress'
  id: string
  /** `Finding 4, published 12 March 2026`. */
  head: string
  body: ReactNode
}

/** What people said and what was promised, by the id of the objective or action it informed. */
export type Evidence = ReadonlyMap<string, ThreadStep[]>

/** A report as the last kind of step. */
export const progressStep = (report: PublicReport): ThreadStep => ({
  kind: 'progress',
  id: report.id,
  head: `Progress, ${day(report.at)}`,
  body: (
    <>
      {report.rag && <RagMark rag={report.rag} />}
      <span className="words">{report.progress}</span>
    </>
  ),
})

/** `2 findings, 1 promise`, or null; what informed an objective and its action too is counted once. */
export function inShort(steps: ThreadStep[]): string | null {
  const of = (kind: ThreadStep['kind']) => new Set(steps.flatMap((step) => (step.kind === kind ? [step.id] : []))).size
  const [findings, promises] = [of('finding'), of('commitment')]
  const parts = [findings > 0 && count(findings, 'finding'), promises > 0 && count(promises, 'promise')]
  return parts.filter(Boolean).join(', ') || null
}

/** Consultation, finding, commitment, progress on one line of river, newest last. */
export function Thread({ steps }: { steps: ThreadStep[] }) {
  if (steps.length === 0) return null
  return (
    <ol className="thread">
      {steps.map((step) => (
        <li key={step.id} className={`step-${step.kind}`}>
          <b>{step.head}</b>
          <p dir="auto">{step.body}</p>
        </li>
      ))}
    </ol>
  )
}
