import { Button } from '@mantine/core'
import { isFinal, Refusal, sentenceOf } from './refusal.ts'

interface ErrorBoxProps {
  error: unknown
  /** What did not happen: "Not saved." */
  what?: string
  /** The button that tries once more, and its words; not offered where the answer would be the same. */
  again?: () => void
  againWords?: string
}

/** What happened, what is safe, what to do: at the place where it happened, and it stays there. */
export function ErrorBox({ error, what = 'Not shown.', again, againWords = 'Try again' }: ErrorBoxProps) {
  const fields = error instanceof Refusal ? Object.values(error.fields) : []
  return (
    <div className="error-box" role="alert">
      <p>
        <strong>{what}</strong> {sentenceOf(error)}
      </p>
      {fields.length > 0 ? (
        <ul>
          {fields.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {again && !isFinal(error) ? <Button onClick={again}>{againWords}</Button> : null}
    </div>
  )
}
