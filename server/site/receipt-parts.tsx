import { Fragment } from 'react'
import type { ReceiptPage } from '../responses/receipts.ts'
import { day, dayOf } from './dates.ts'
import { StepMark } from './marks.tsx'

/** The receipt in groups of four that stay together, and that a click selects whole. */
export const Code = ({ receipt }: { receipt: string }) => (
  <strong className="code" dir="ltr">
    {receipt.split(/(?<=-)/).map((group, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
      <Fragment key={i}>
        <span>{group}</span>
        <wbr />
      </Fragment>
    ))}
  </strong>
)

interface Step {
  name: string
  words: string
  past: boolean
}

/** In, counted, answered: each with its day, as far as it is known. */
export function NextSteps({ found }: { found: ReceiptPage }) {
  return (
    <ol className="next">
      {steps(found).map((step) => (
        <li key={step.name} className={step.past ? 'past' : undefined}>
          <StepMark past={step.past} />
          <b>
            {step.name}
            <span className="hide">{step.past ? ': done' : ': still to come'}</span>
          </b>
          <span className="quiet">{step.words}</span>
        </li>
      ))}
    </ol>
  )
}

function steps(found: ReceiptPage): Step[] {
  const { closesAt, answerBy } = found.consultation
  const close = closesAt ? `After we close, on ${day(closesAt)}` : 'After we close'
  const closed = closesAt ? `Counted when this closed, on ${day(closesAt)}` : 'Counted when this closed'
  const answer = answerBy
    ? `What we heard and what we will do, by ${day(answerBy)}`
    : 'What we heard and what we will do'
  return [
    { name: 'In', words: dayOf(found.receivedOn), past: true },
    { name: 'Counted', words: found.counted ? closed : close, past: found.counted },
    {
      name: 'Answered',
      words: found.answered ? 'What we heard and what we will do is published' : answer,
      past: found.answered,
    },
  ]
}
