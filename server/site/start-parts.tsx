import { isWebAddress } from '../../shared/consultations/addresses.ts'
import { day, shortDay } from './dates.ts'
import type { Consultation } from './door.tsx'
import { Tick } from './marks.tsx'
import { Prose } from './prose.tsx'

interface PartProps {
  consultation: Consultation
  /** It has closed: what was asked is told as what was. */
  over: boolean
}

export function Pair({ consultation: { decided, stillOpen }, over }: PartProps) {
  if (!decided && !stillOpen) return null
  return (
    <div className="pair">
      {decided && (
        <div>
          <h2>{over ? 'Decided before we asked' : 'Already decided'}</h2>
          <Prose text={decided} />
        </div>
      )}
      {stillOpen && (
        <div>
          <h2>{over ? 'What your answers could change' : 'Still open'}</h2>
          <Prose text={stillOpen} />
        </div>
      )}
    </div>
  )
}

/** For whoever began elsewhere, or lost the link: what works, and what does not. */
export const SavedAnswer = () => (
  <details className="more small noprint">
    <summary>I have a saved answer</summary>
    <p>In the browser where you began, this page says “Go on with your answer” for 24 hours.</p>
    <p>Anywhere else, open the private link you made: it is where you copied it, or in the e-mail you sent yourself.</p>
    <p>
      If the link is lost, start again. We cannot look for your answer, because we do not know who you are. What you
      saved is never counted, and is deleted.
    </p>
  </details>
)

export function WhatHappens({ consultation: { answerBy } }: { consultation: Consultation }) {
  const lines = [
    'We keep no name, address or device. A postcode becomes a borough and is dropped.',
    'You get a receipt. With it you can follow, withdraw or erase your answer.',
    `We publish what we heard and what we will do${answerBy ? ` by ${day(answerBy)}` : ''}.`,
  ]
  return (
    <>
      <h2>What happens to your answer</h2>
      <ul className="ticks">
        {lines.map((line) => (
          <li key={line}>
            <Tick /> {line}
          </li>
        ))}
      </ul>
    </>
  )
}

export function Over({
  consultation: { slug, state, closesAt, answerBy },
  now,
}: {
  consultation: Consultation
  now: Date
}) {
  return (
    <>
      {state === 'answered' && (
        <p className="acts">
          <a className="btn" href={`/c/${slug}/results`}>
            Read the answer
          </a>
        </p>
      )}
      <h2>{closesAt ? `This closed on ${shortDay(closesAt, now)}` : 'This has closed'}</h2>
      {state === 'open' && answerBy && answerBy > now && (
        <p>We say what we heard and what we will do by {day(answerBy)}.</p>
      )}
      <p className="go">
        <a href="/receipt">I answered: use my receipt</a>
      </p>
    </>
  )
}

export function OtherWays({ consultation: { contact, audience }, over }: PartProps) {
  return (
    <>
      {audience && (
        <>
          <h2>{over ? 'Who we asked' : 'Who we ask'}</h2>
          <Prose text={audience} />
        </>
      )}
      {contact && (
        <>
          <h2>{over ? 'Whom to ask about it' : 'Other ways to answer'}</h2>
          <Prose text={contact} />
        </>
      )}
    </>
  )
}

export function Papers({ consultation: { slug, documents, notice } }: { consultation: Consultation }) {
  const safe = documents.filter((one) => isWebAddress(one.url))
  return (
    <>
      {safe.length > 0 && <h2>{safe.length === 1 ? 'A paper to read first' : 'Papers to read first'}</h2>}
      {safe.length > 0 && (
        <ul className="plain">
          {safe.map((one) => (
            <li key={one.url + one.title} className="go">
              <a href={one.url} rel="noreferrer">
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p className="go">
        <a href={`/c/${slug}/privacy`}>Privacy notice, version {notice.number}</a>
      </p>
    </>
  )
}
