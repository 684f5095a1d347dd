import { Fragment } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Option, Question } from '../../shared/questionnaires/document.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { En } from './english.tsx'
import { many, one } from './fields.ts'
import { type Asking, describedBy, isAway, PartShown, partProps } from './question-frame.tsx'

interface ListProps {
  question: Question
  asking: Asking
  /** Boxes to tick instead of one to choose. */
  several?: boolean
}

/** One bordered list; "Prefer not to say" and "Don't know" stand below a small "or". */
export function ChoiceList({ question, asking, several = false }: ListProps) {
  const options = optionsOf(question)
  const answers = options.filter((o) => !o.missing)
  const missing = options.filter((o) => o.missing)
  return (
    <div className="list">
      {answers.map((option) => (
        <Choice key={option.id} question={question} option={option} asking={asking} several={several} />
      ))}
      {missing.length > 0 && answers.length > 0 && <Or />}
      {missing.map((option) => (
        <Choice key={option.id} question={question} option={option} asking={asking} several={several} />
      ))}
    </div>
  )
}

export const Or = () => (
  <p className="or" lang="en">
    or
  </p>
)

interface ChoiceLabelProps extends ListProps {
  option: Option
  name: string
  /** Taking it takes the others of this name away. */
  alone?: boolean
}

/** One answer to choose or to tick, inside its label. */
export const ChoiceLabel = ({ question, option, asking, name, several = false, alone = false }: ChoiceLabelProps) => (
  <label className="choice" {...partProps(question, asking, option.id)}>
    <PartShown question={question} asking={asking} partId={option.id} />
    <input
      type={several ? 'checkbox' : 'radio'}
      name={name}
      id={`${name}-${option.id}`}
      value={option.id}
      disabled={isAway(question, asking, option.id)}
      defaultChecked={many(asking.fields, name).includes(option.id)}
      data-alone={alone ? '' : undefined}
      data-missing={option.missing ? '' : undefined}
    />
    <span>{say(option.label, asking.language)}</span>
  </label>
)

function Choice({ question, option, asking, several = false }: ListProps & { option: Option }) {
  const name = fieldName(question.id)
  const alone = several && Boolean(option.exclusive || option.missing)
  return (
    <Fragment>
      <ChoiceLabel question={question} option={option} asking={asking} name={name} several={several} alone={alone} />
      {option.other && (
        <div className="other" {...partProps(question, asking, option.id)}>
          <label className="label2" htmlFor={`${name}.other`}>
            <En>Say what, in your own words</En>
          </label>
          <input
            className="field"
            type="text"
            dir="auto"
            disabled={isAway(question, asking, option.id)}
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
