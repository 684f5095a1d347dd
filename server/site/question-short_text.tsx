import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import { describedBy, FieldFrame, faultsOf, type QuestionProps } from './question-frame.tsx'

/** A line of one's own words. */
export function ShortTextQuestion({ question, asking, onPage }: QuestionProps<'short_text'>) {
  const name = fieldName(question.id)
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <input
        className="field"
        type="text"
        dir="auto"
        id={name}
        disabled={onPage?.hidden}
        name={name}
        defaultValue={one(asking.fields, name)}
        autoComplete="off"
        aria-describedby={describedBy(question, asking)}
        aria-invalid={faultsOf(asking, question).length > 0 || undefined}
      />
    </FieldFrame>
  )
}
