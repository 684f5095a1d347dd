import { say } from '../../shared/kernel/text.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import {
  describedBy,
  FieldFrame,
  isAway,
  isWrong,
  PartShown,
  partProps,
  type QuestionProps,
} from './question-frame.tsx'

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
          <option
            key={option.id}
            value={option.id}
            data-missing={option.missing ? '' : undefined}
            disabled={isAway(question, asking, option.id)}
            {...partProps(question, asking, option.id)}
          >
            {say(option.label, asking.language)}
          </option>
        ))}
      </select>
      {ordered.map((option) => (
        <span key={option.id} {...partProps(question, asking, option.id)}>
          <PartShown question={question} asking={asking} partId={option.id} />
        </span>
      ))}
    </FieldFrame>
  )
}
