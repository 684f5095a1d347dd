import { say } from '../../shared/kernel/text.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import { describedBy, FieldFrame, isWrong, type QuestionProps } from './question-frame.tsx'

/** The device's own list: it is searched by typing, on every phone, with no script. */
export function LongListQuestion({ question, asking, onPage }: QuestionProps<'long_list'>) {
  const name = fieldName(question.id)
  const ordered = [...question.options.filter((o) => !o.missing), ...question.options.filter((o) => o.missing)]
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <select
        className="field"
        id={name}
        name={name}
        disabled={onPage?.hidden}
        defaultValue={one(asking.fields, name)}
        aria-describedby={describedBy(question, asking)}
        aria-invalid={isWrong(asking, question) || undefined}
      >
        <option value="">Nothing chosen</option>
        {ordered.map((option) => (
          <option key={option.id} value={option.id} data-missing={option.missing ? '' : undefined}>
            {say(option.label, asking.language)}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
