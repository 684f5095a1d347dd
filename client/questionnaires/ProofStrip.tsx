import { Menu } from '@mantine/core'
import { useDeferredValue, useMemo } from 'react'
import { count } from '../../shared/kernel/text.ts'
import { type Finding, summarise } from '../../shared/questionnaires/check.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { proveQuestionnaire } from '../../shared/questionnaires/proof.ts'
import type { Routes } from '../../shared/questionnaires/proof-routes.ts'
import { TickIcon, WarnIcon } from '../kit/icons.tsx'
import { type Chosen, useBuilding } from './context.ts'
import { TestPeople } from './TestPeople.tsx'

const equalityWords = {
  last: 'Equality questions last',
  'not last': 'Equality questions are not last',
  none: 'No equality questions',
}

/** Fewer steps than before publishing, so that the next key is not waited for: more may be called unproved. */
const whileTyping = 150_000

function timeWords({ shortest, longest }: Routes): string {
  const [least, most] = [shortest, longest].map((seconds) => Math.max(1, Math.round(seconds / 60))) as [number, number]
  return least === most ? `About ${count(most, 'minute')}` : `About ${least} to ${count(most, 'minute')}`
}

function routeWords({ count: routes, exact }: Routes): string {
  if (routes > 1_000_000) return 'More than a million routes'
  return exact ? count(routes, 'route') : 'Too many routes to count'
}

/** The proof at the foot: a sentence first, then facts, then what to look at, each a way to the thing itself. */
export function ProofStrip() {
  const { document } = useBuilding()
  const settled = useDeferredValue(document)
  const { findings, facts, routes, people } = useMemo(() => {
    const proof = proveQuestionnaire(settled, whileTyping)
    return { ...proof, facts: summarise(settled, proof.findings) }
  }, [settled])
  const stops = findings.filter((finding) => finding.level === 'stop')
  const looks = findings.filter((finding) => finding.level === 'look')
  return (
    <section className="proof" aria-label="Checks">
      {stops[0] ? (
        <Wrong finding={stops[0]} document={settled} />
      ) : (
        <strong className="proof-said">
          <TickIcon />
          {facts.sentence}
        </strong>
      )}
      <span>{timeWords(routes)}</span>
      {facts.questions > 0 && stops.length === 0 ? <span>{routeWords(routes)}</span> : null}
      <span>{equalityWords[facts.equality]}</span>
      <Findings kind="stop" findings={stops.slice(1)} document={settled} />
      <Findings kind="look" findings={looks} document={settled} />
      <TestPeople people={people} document={settled} />
    </section>
  )
}

/** With a check that fails, the first sentence is what is wrong, and the way to it. */
function Wrong({ finding, document }: { finding: Finding; document: QuestionnaireDocument }) {
  const { choose } = useBuilding()
  const place = finding.at ? chosenFor(document, finding.at) : null
  return (
    <strong className="proof-said wrong">
      <WarnIcon />
      {place ? (
        <button type="button" className="as-link" onClick={() => choose(place)}>
          {finding.message}
        </button>
      ) : (
        finding.message
      )}
    </strong>
  )
}

function Findings({
  kind,
  findings,
  document,
}: {
  kind: 'stop' | 'look'
  findings: Finding[]
  document: QuestionnaireDocument
}) {
  const { choose } = useBuilding()
  if (findings.length === 0) return null
  const words = kind === 'stop' ? `${findings.length} more to put right` : `${findings.length} to look at`
  return (
    <Menu position="top-start" width={380}>
      <Menu.Target>
        <button type="button" className={`tag proof-tag ${kind === 'look' ? 'look' : 'stop'}`}>
          {words}
        </button>
      </Menu.Target>
      <Menu.Dropdown className="proof-list">
        {findings.map((finding) => (
          <Menu.Item
            key={`${finding.kind} ${finding.at?.id} ${finding.message}`}
            onClick={() => {
              const place = finding.at ? chosenFor(document, finding.at) : null
              if (place) choose(place)
            }}
          >
            {finding.message}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** An option or a line is changed with its question. */
export function chosenFor(document: QuestionnaireDocument, at: NonNullable<Finding['at']>): Chosen | null {
  if (at.kind === 'section' || at.kind === 'page' || at.kind === 'question') return { kind: at.kind, id: at.id }
  const questions = document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))
  const holder = questions.find(
    (question) =>
      ('options' in question && question.options.some((option) => option.id === at.id)) ||
      ('rows' in question && question.rows.some((row) => row.id === at.id)),
  )
  return holder ? { kind: 'question', id: holder.id } : null
}
