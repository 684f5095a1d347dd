import type { Question } from '../../shared/questionnaires/document.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import { type Asking, faultsOf } from './question-frame.tsx'

const fields = {
  day: ['Day', 'w2'],
  month: ['Month', 'w2'],
  year: ['Year', 'w4'],
} as const

interface DateFieldsProps {
  question: Question
  asking: Asking
  parts: (keyof typeof fields)[]
}

export function DateFields({ question, asking, parts }: DateFieldsProps) {
  const name = fieldName(question.id)
  const wrong = faultsOf(asking, question).some((fault) => !fault.soft)
  return (
    <div className="row">
      {parts.map((part) => (
        <label key={part}>
          {fields[part][0]}
          <input
            className={`field ${fields[part][1]}`}
            type="text"
            inputMode="numeric"
            id={`${name}.${part}`}
            name={`${name}.${part}`}
            defaultValue={one(asking.fields, `${name}.${part}`)}
            autoComplete="off"
            aria-invalid={wrong || undefined}
          />
        </label>
      ))}
    </div>
  )
}
