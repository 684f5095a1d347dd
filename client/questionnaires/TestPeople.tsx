import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { capital, count } from '../../shared/kernel/text.ts'
import { answerWords } from '../../shared/questionnaires/answer-words.ts'
import { plainDate } from '../../shared/questionnaires/dates.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { type Place, places } from '../../shared/questionnaires/places.ts'
import type { TestPerson } from '../../shared/questionnaires/proof.ts'
import { useBuilding } from './context.ts'

/** A few made-up people who see between them all that anybody can see: their answers, and what they are the first to see. */
export function TestPeople({ people, document }: { people: TestPerson[]; document: QuestionnaireDocument }) {
  const [open, setOpen] = useState(false)
  if (people.length === 0) return null
  return (
    <>
      <button type="button" className="tag proof-tag" onClick={() => setOpen(true)}>
        {count(people.length, 'test person', 'test people')}
      </button>
      <Modal opened={open} onClose={() => setOpen(false)} title="Who sees what">
        <div className="stack">
          <p>
            {people.length === 1
              ? 'One person can see everything that anybody can see, by answering like this.'
              : `${people.length} people see between them everything that anybody can see, by answering like this.`}
          </p>
          {open ? <People people={people} document={document} leave={() => setOpen(false)} /> : null}
        </div>
      </Modal>
    </>
  )
}

interface PeopleProps {
  people: TestPerson[]
  document: QuestionnaireDocument
  leave: () => void
}

function People({ people, document, leave }: PeopleProps) {
  const questions = places(document).filter((place) => place.question)
  return people.map((person, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: people have nothing but their number
    <section key={n} className="stack">
      <h3>Person {n + 1}</h3>
      <Answers person={person} questions={questions} language={document.language} />
      <WalkThrough person={person} number={n + 1} />
      {n > 0 ? <FirstSeen person={person} questions={questions} leave={leave} /> : null}
    </section>
  ))
}

/** Opens the try-out, in a window of its own, with this person's answers filled in. */
function WalkThrough({ person, number }: { person: TestPerson; number: number }) {
  const { questionnaireId } = useBuilding()
  return (
    <form method="post" action={`/try-out/${questionnaireId}`} target="_blank" rel="noopener">
      <input type="hidden" name="so_far" value={JSON.stringify(person.answers)} />
      <input type="hidden" name="person" value={number} />
      <Button type="submit" size="xs" aria-label={`Walk through as this person: person ${number}`}>
        Walk through as this person
      </Button>
    </form>
  )
}

interface AnswersProps {
  person: TestPerson
  questions: Place[]
  language: string
}

function Answers({ person, questions, language }: AnswersProps) {
  const answered = questions.filter(({ id }) => person.answers[id])
  if (answered.length === 0) return <p>Leaves everything blank.</p>
  return (
    <ul className="gaps">
      {answered.map(({ id, name, question }) => (
        <li key={id}>
          {capital(name)}: {answerWords(question!, person.answers[id], language, dayWords).join(', ')}
        </li>
      ))}
    </ul>
  )
}

/** What only this person and those after them see, each a way to it. */
function FirstSeen({ person, questions, leave }: { person: TestPerson; questions: Place[]; leave: () => void }) {
  const { choose } = useBuilding()
  const ids = new Set(person.sees.map(({ id, of }) => of ?? id))
  const seen = questions.filter(({ id }) => ids.has(id))
  return (
    <p>
      First to see{' '}
      {seen.map(({ id, name }, n) => (
        <span key={id}>
          {n > 0 ? ', ' : ''}
          <button
            type="button"
            className="as-link"
            onClick={() => {
              leave()
              choose({ kind: 'question', id })
            }}
          >
            {name}
          </button>
        </span>
      ))}
    </p>
  )
}
const dayWords = (iso: string) => plainDate(iso) ?? iso
