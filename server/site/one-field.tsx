import type { InputHTMLAttributes } from 'react'
import { Form } from './form.tsx'
import { FaultMark } from './marks.tsx'

interface OneFieldProps {
  title: string
  lead: string
  /** Where the form goes, and what lets an old browser in. */
  action: string
  token: string | undefined
  label: string
  help: string
  /** Its `id` is its name too. */
  input: InputHTMLAttributes<HTMLInputElement> & { id: string }
  button: string
  /** What is wrong with what was typed: the summary's heading, what is safe, where its link goes, the words at the field. */
  wrong: { heading: string; safe?: string; link: string; atField: string } | null
}

/** A page that asks for one thing: its title, the field, a button; above all, what is wrong with what was typed. */
export function OneField({ title, lead, action, token, label, help, input, button, wrong }: OneFieldProps) {
  const { id } = input
  return (
    <>
      {wrong && (
        <div className="errors" role="alert" tabIndex={-1} aria-labelledby="errors-title">
          <h2 id="errors-title">{wrong.heading}</h2>
          {wrong.safe && <p>{wrong.safe}</p>}
          <ul>
            <li>
              <a href={`#${id}`}>{wrong.link}</a>
            </li>
          </ul>
        </div>
      )}
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      <Form action={action} token={token}>
        <div className={wrong ? 'q bad' : 'q'}>
          <label htmlFor={id}>{label}</label>
          <p className="help" id={`${id}-help`}>
            {help}
          </p>
          {wrong && (
            <p className="err" id={`${id}-fault`}>
              <FaultMark />
              <span>{wrong.atField}</span>
            </p>
          )}
          <input
            {...input}
            name={id}
            dir="ltr"
            aria-describedby={wrong ? `${id}-help ${id}-fault` : `${id}-help`}
            aria-invalid={wrong ? true : undefined}
          />
        </div>
        <div className="acts">
          <button type="submit" className="btn">
            {button}
          </button>
        </div>
      </Form>
    </>
  )
}
