import { count } from '../../shared/kernel/text.ts'
import { diffVersions } from '../../shared/questionnaires/diff.ts'
import type { ChangeKind } from '../../shared/questionnaires/diff-fields.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'

const kinds: { kind: ChangeKind; words: string }[] = [
  { kind: 'breaking', words: 'Answers before and after cannot stand in one series' },
  { kind: 'recoding', words: 'Answers are kept, limited or given by others than before' },
  { kind: 'wording', words: 'People read something else' },
  { kind: 'addition', words: 'New' },
]

/** What the draft changes since the version that people answer now, by what it does to the figures. */
export function Changes({ live, draft }: { live: QuestionnaireDocument; draft: QuestionnaireDocument }) {
  const { changes } = diffVersions(live, draft)
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
              {own.map(({ message, at }) => (
                <li key={`${at?.kind} ${at?.of} ${at?.id} ${message}`}>{message}</li>
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}
