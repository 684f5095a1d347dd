import { longDate } from '../kit/dates.ts'
import { Panel } from '../kit/Panel.tsx'
import type { Consultation } from './api.ts'

/** What people are told, to read: for whoever may not change it, and while it waits for the approver. */
export function FactsRead({ one }: { one: Consultation }) {
  const facts: [string, string][] = [
    ['Why we ask', one.why],
    ['What is decided already', one.decided],
    ['What is still open', one.stillOpen],
    ['Who is asked', one.audience],
    ['Whom people can ask', one.contact],
    ['Opens', longDate(one.opensAt)],
    ['Closes', longDate(one.closesAt)],
    ['Answer promised by', longDate(one.answerBy)],
  ]
  return (
    <Panel>
      <h2>What people are told</h2>
      <dl className="facts">
        {facts.map(([name, says]) => (
          <div key={name} className="key-row">
            <dt>{name}</dt>
            <dd>{says || 'not said yet'}</dd>
          </div>
        ))}
        {one.documents.length > 0 ? (
          <div className="key-row">
            <dt>Documents</dt>
            <dd>
              {one.documents.map((document) => (
                <div key={document.url}>
                  <a href={document.url} rel="noopener noreferrer">
                    {document.title}
                  </a>
                </div>
              ))}
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  )
}
