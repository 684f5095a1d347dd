import { Fragment } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Option, QuestionOf } from '../../shared/questionnaires/document.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { En } from './english.tsx'
import { many, one } from './fields.ts'
import { type Asking, describedBy } from './question-frame.tsx'

/** One bordered list; "Prefer not to say" and "Don't know" stand below a small "or". */
export function ChoiceList({
  question,
  asking,
}: {
  question: QuestionOf<'single'> | QuestionOf<'multiple'>
  asking: Asking
}) {
  const answers = question.options.filter((o) => !o.missing)
  const missing = question.options.filter((o) => o.missing)
  return (
    <div className="list">
      {answers.map((option) => (
        <Choice key={option.id} question={question} option={option} asking={asking} />
      ))}
      {missing.length > 0 && answers.length > 0 && (
        <p className="or" lang="en">
          or
        </p>
      )}
      {missing.map((option) => (
        <Choice key={option.id} question={question} option={option} asking={asking} />
      ))}
    </div>
  )
}

interface ChoiceProps {
  question: QuestionOf<'single'> | QuestionOf<'multiple'>
  option: Option
  asking: Asking
}

function Choice({ question, option, asking }: ChoiceProps) {
  const name = fieldName(question.id)
  const type = question.type === 'single' ? 'radio' : 'checkbox'
  const alone = question.type === 'multiple' && (option.exclusive || option.missing)
  return (
    <Fragment>
      <label className="choice">
        <input
          type={type}
          name={name}
          id={`${name}-${option.id}`}
          value={option.id}
          defaultChecked={many(asking.fields, name).includes(option.id)}
          data-alone={alone ? '' : undefined}
          data-missing={option.missing ? '' : undefined}
        />
        <span>{say(option.label, asking.language)}</span>
      </label>
      {option.other && (
        <div className="other">
          <label className="label2" htmlFor={`${name}.other`}>
            <En>Say what, in your own words</En>
          </label>
          <input
            className="field"
            type="text"
            dir="auto"
            id={`${name}.other`}
            name={`${name}.other`}
            defaultValue={one(asking.fields, `${name}.other`)}
            autoComplete="off"
            aria-describedby={describedBy(question, asking)}
          />
        </div>
      )}
    </Fragment>
  )
}
