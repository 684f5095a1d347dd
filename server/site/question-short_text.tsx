import type { InputHTMLAttributes } from 'react'
import type { TextPreset } from '../../shared/questionnaires/document.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { one } from './fields.ts'
import { describedBy, FieldFrame, isWrong, type QuestionProps } from './question-frame.tsx'

/** The keyboard a phone shows, and what a device may fill in: about the person who answers, so only where asked for. */
const keyboards = {
  email: { type: 'email', autoComplete: 'email' },
  phone: { type: 'tel', autoComplete: 'tel' },
  url: { type: 'url', autoComplete: 'off' },
  number_plate: { type: 'text', autoComplete: 'off', autoCapitalize: 'characters' },
} satisfies Record<TextPreset, InputHTMLAttributes<HTMLInputElement>>

/** A line of one's own words. */
export function ShortTextQuestion({ question, asking, onPage }: QuestionProps<'short_text'>) {
  const name = fieldName(question.id)
  return (
    <FieldFrame question={question} asking={asking} onPage={onPage}>
      <input
        className="field"
        {...(question.preset ? keyboards[question.preset] : { type: 'text', autoComplete: 'off' })}
        dir="auto"
        id={name}
        disabled={onPage?.hidden}
        name={name}
        defaultValue={one(asking.fields, name)}
        aria-describedby={describedBy(question, asking)}
        aria-invalid={isWrong(asking, question) || undefined}
      />
    </FieldFrame>
  )
}
