import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { BoroughSelect } from './borough-select.tsx'
import { describedBy, FieldFrame, isWrong, type QuestionProps } from './question-frame.tsx'

/** A borough from the list: for those who would rather not give a postcode. */
export function AreaQuestion({ question, asking, onPage }: QuestionProps<'area'>) {
  const name = fieldName(question.id)
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <BoroughSelect
        id={name}
        name={`${name}.area`}
        asking={asking}
        disabled={onPage?.hidden}
        describedBy={describedBy(question, asking)}
        wrong={isWrong(asking, question)}
      />
    </FieldFrame>
  )
}
