import { say } from '../../shared/kernel/text.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** A number on a line, chosen by tapping it: no slider to drag. */
export function ScaleQuestion({ question, asking, onPage }: QuestionProps<'scale'>) {
  const name = fieldName(question.id)
  const points = Array.from({ length: question.to - question.from + 1 }, (_, i) => question.from + i)
  if (question.labels) return <LabelledScale question={question} asking={asking} onPage={onPage} points={points} />
  return (
    <GroupFrame question={question} asking={asking} onPage={onPage}>
      <div className="scale">
        {points.map((point) => (
          <label className="choice" key={point}>
            <input
              type="radio"
              name={name}
              id={`${name}-${point}`}
              value={point}
              defaultChecked={one(asking.fields, name) === String(point)}
            />
            <span>{point}</span>
          </label>
        ))}
      </div>
      {(question.low || question.high) && (
        <p className="ends note">
          <span>
            {question.from} {say(question.low, asking.language)}
          </span>
          <span>
            {question.to} {say(question.high, asking.language)}
          </span>
        </p>
      )}
    </GroupFrame>
  )
}

/** With words for each point it is a list of them, in their order. */
const LabelledScale = ({ question, asking, onPage, points }: QuestionProps<'scale'> & { points: number[] }) => (
  <GroupFrame question={question} asking={asking} onPage={onPage}>
    <div className="list">
      {points.map((point, i) => (
        <label className="choice" key={point}>
          <input
            type="radio"
            name={fieldName(question.id)}
            id={`${fieldName(question.id)}-${point}`}
            value={point}
            defaultChecked={one(asking.fields, fieldName(question.id)) === String(point)}
          />
          <span>{say(question.labels?.[i], asking.language) || point}</span>
        </label>
      ))}
    </div>
  </GroupFrame>
)
