import { type Note, noteKinds } from '../../shared/projects/document.ts'

/** What a reader should know about this part, beside it: the paper's own words, then ours. */
export function MarginNotes({ on, notes }: { on: string; notes: Note[] }) {
  if (notes.length === 0) return null
  return (
    <aside className="margin-notes" aria-label={`Our notes on ${on}`}>
      {notes.map((note) => (
        <div key={note.says} className={`margin-note ${note.kind}`}>
          <h3>{noteKinds[note.kind]}</h3>
          <p>{note.says}</p>
          <details>
            <summary>The words it is about</summary>
            <ul>
              {note.about.map((words) => (
                <li key={words}>“{words}”</li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </aside>
  )
}
