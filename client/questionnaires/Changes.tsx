import { useQuery } from '@tanstack/react-query'
import { count, number } from '../../shared/kernel/text.ts'
import { diffVersions } from '../../shared/questionnaires/diff.ts'
import type { ChangeKind } from '../../shared/questionnaires/diff-fields.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { answeredQuery } from '../analysis/api.ts'

const kinds: { kind: ChangeKind; words: string }[] = [
  { kind: 'breaking', words: 'Answers before and after cannot stand in one series' },
  { kind: 'recoding', words: 'Answers are kept, limited or given by others than before' },
  { kind: 'wording', words: 'People read something else' },
  { kind: 'addition', words: 'New' },
]

interface ChangesProps {
  consultationId: string
  questionnaireId: string
  live: QuestionnaireDocument
  draft: QuestionnaireDocument
}

/**
 * What the draft changes since the version that people answer now, by what it does to the figures; beside each changed
 * question how many have answered it so far.
 */
export function Changes({ consultationId, questionnaireId, live, draft }: ChangesProps) {
  const answered = useQuery(answeredQuery(consultationId, questionnaireId))
  const people = answered.data?.questions ?? {}
  const { changes } = diffVersions(live, draft, ({ id, of }) => people[of ?? id])
  if (changes.length === 0) return null
  return (
    <section className="stack" aria-label="Changes">
      <p>{count(changes.length, 'change')} since the version that is out:</p>
      {kinds.map(({ kind, words }) => {
        const own = changes.filter((change) => change.kind === kind)
        if (own.length === 0) return null
        return (
          <div key={kind}>
            <strong>{words}</strong>
            <ul className="gaps">
              {own.map(({ message, at, responses }) => (
                <li key={`${at?.kind} ${at?.of} ${at?.id} ${message}`}>
                  {message}
                  {responses === undefined ? null : <span className="help"> {answeredWords(responses)}</span>}
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {answered.isError ? (
        <p className="help">How many have answered these questions could not be counted just now.</p>
      ) : null}
    </section>
  )
}

/** Null: not shown. */
function answeredWords(people: number | null): string {
  if (people === null) return 'How many people have answered it is not shown.'
  if (people === 0) return 'Nobody has answered it yet.'
  return `${number(people)} people have answered it.`
}
