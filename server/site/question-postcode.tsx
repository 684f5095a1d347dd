import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { BoroughSelect } from './borough-select.tsx'
import { En } from './english.tsx'
import { one } from './fields.ts'
import { describedBy, FieldFrame, isWrong, type QuestionProps } from './question-frame.tsx'

/** Where the author explains the question, the platform does not say it again. */
const personNote = 'It becomes the name of a borough and is dropped.'
const groupNote = 'Your group’s own borough is filled in. No member’s postcode is needed.'

/** A postcode becomes its borough on arrival and is dropped; a borough can be chosen by hand, or nothing. */
export function PostcodeQuestion({ question, asking, onPage }: QuestionProps<'postcode'>) {
  const name = fieldName(question.id)
  const wrong = isWrong(asking, question)
  const note = asking.group ? groupNote : question.help ? null : personNote
  const described = [describedBy(question, asking), note && `${name}-kept`].filter(Boolean).join(' ') || undefined
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <input
        className="field short"
        type="text"
        id={name}
        disabled={onPage?.hidden}
        name={name}
        defaultValue={wrong ? one(asking.fields, name) : ''}
        autoComplete="postal-code"
        autoCapitalize="characters"
        aria-describedby={described}
        aria-invalid={wrong || undefined}
      />
      {note && (
        <p className="note" id={`${name}-kept`}>
          <En>{note}</En>
        </p>
      )}
      <label className="label2" htmlFor={`${name}.area`}>
        <En>Or choose your borough</En>
      </label>
      <BoroughSelect id={`${name}.area`} name={`${name}.area`} asking={asking} disabled={onPage?.hidden} />
    </FieldFrame>
  )
}
