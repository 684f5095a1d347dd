import { say } from '../../shared/kernel/text.ts'
import type { GridRow, Option, Question } from '../../shared/questionnaires/document.ts'
import type { Fault } from '../../shared/questionnaires/faults.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { type Asking, FaultLine, PartShown } from './question-frame.tsx'

interface EntryLabelProps {
  question: Question
  part: Option | GridRow
  asking: Asking
  fault?: Fault | undefined
}

/** The label of the field that an option or row has of its own, with what is wrong with it above. */
export function EntryLabel({ question, part, asking, fault }: EntryLabelProps) {
  const name = fieldName(question.id, part.id)
  return (
    <>
      <PartShown question={question} asking={asking} partId={part.id} />
      {fault && <FaultLine id={`${name}-fault`} fault={fault} />}
      <label htmlFor={name}>{say(part.label, asking.language)}</label>
    </>
  )
}
