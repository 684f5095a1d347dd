import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { En } from './english.tsx'
import { one } from './fields.ts'
import { describedBy, FieldFrame, isWrong, type QuestionProps } from './question-frame.tsx'

/** One's own words, at length. Nothing is cut off: what is too long is kept and said. */
export function LongTextQuestion({ question, asking, onPage }: QuestionProps<'long_text'>) {
  const name = fieldName(question.id)
  const limit = question.maximum
  const described = [describedBy(question, asking), limit && `${name}-limit`].filter(Boolean).join(' ')
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <textarea
        className="field"
        dir="auto"
        rows={5}
        id={name}
        disabled={onPage?.hidden}
        name={name}
        defaultValue={one(asking.fields, name)}
        data-limit={limit}
        aria-describedby={described || undefined}
        aria-invalid={isWrong(asking, question) || undefined}
      />
      {limit && (
        <p className="note" id={`${name}-limit`}>
          <En>Up to {limit.toLocaleString('en-GB')} characters.</En>
        </p>
      )}
    </FieldFrame>
  )
}
