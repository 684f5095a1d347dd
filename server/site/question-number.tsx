import { say } from '../../shared/kernel/text.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import { describedBy, FieldFrame, isWrong, type QuestionProps } from './question-frame.tsx'

/** A number typed as text: `type=number` changes under a scrolling wheel and hides what was wrong. */
export function NumberQuestion({ question, asking, onPage }: QuestionProps<'number'>) {
  const name = fieldName(question.id)
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <div className="row">
        <input
          className="field short"
          type="text"
          inputMode={question.decimals ? 'decimal' : 'numeric'}
          id={name}
          disabled={onPage?.hidden}
          name={name}
          defaultValue={one(asking.fields, name)}
          autoComplete="off"
          aria-describedby={describedBy(question, asking)}
          aria-invalid={isWrong(asking, question) || undefined}
        />
        {question.unit && <span className="unit">{say(question.unit, asking.language)}</span>}
      </div>
    </FieldFrame>
  )
}
