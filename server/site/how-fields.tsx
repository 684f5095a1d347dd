import { type Fields, one } from './fields.ts'
import { FaultMark } from './marks.tsx'

/** A meeting's fields: the end of the name, the words, the kind of box. */
export const parts = [
  ['date', 'Date', 'date'],
  ['what', 'What it was', 'text'],
  ['attendance', 'How many came', 'text'],
] as const

/** What is wrong, by the name of the field it is wrong in. */
export type Faults = Record<string, string>

interface MeetingProps {
  i: number
  place: number
  fields: Fields
  faults: Faults
}

/** A meeting's three fields, and what is wrong with them below. */
export function Meeting({ i, place, fields, faults }: MeetingProps) {
  const names = parts.map(([part]) => `meeting.${i}.${part}`)
  return (
    <fieldset className="q">
      <legend>Meeting {place}</legend>
      <div className="row">
        {parts.map(([part, label, type]) => (
          <label key={part}>
            {label}
            <input
              className={part === 'attendance' ? 'field w4' : 'field'}
              type={type}
              id={`meeting.${i}.${part}`}
              name={`meeting.${i}.${part}`}
              defaultValue={one(fields, `meeting.${i}.${part}`)}
              inputMode={part === 'attendance' ? 'numeric' : undefined}
              dir={part === 'what' ? 'auto' : undefined}
              aria-invalid={faults[`meeting.${i}.${part}`] !== undefined || undefined}
              aria-describedby={faults[`meeting.${i}.${part}`] && `meeting.${i}.${part}-error`}
            />
          </label>
        ))}
      </div>
      {names.map((name) => (
        <FaultLine key={name} name={name} faults={faults} />
      ))}
    </fieldset>
  )
}

interface WordsProps {
  name: string
  label: string
  help: string
  fields: Fields
  faults: Faults
}

export function Words({ name, label, help, fields, faults }: WordsProps) {
  return (
    <div className="q">
      <label htmlFor={name}>{label}</label>
      <p className="help" id={`${name}-help`}>
        {help}
      </p>
      <textarea
        className="field"
        dir="auto"
        rows={5}
        id={name}
        name={name}
        defaultValue={one(fields, name)}
        aria-describedby={faults[name] ? `${name}-help ${name}-error` : `${name}-help`}
        aria-invalid={faults[name] !== undefined || undefined}
      />
      <FaultLine name={name} faults={faults} />
    </div>
  )
}

const FaultLine = ({ name, faults }: { name: string; faults: Faults }) =>
  faults[name] && (
    <p className="err" id={`${name}-error`}>
      <FaultMark />
      <span>
        <span className="hide">Error: </span>
        {faults[name]}.
      </span>
    </p>
  )

/** Comes first, and leads to each field. */
export function Summary({ faults, rows }: { faults: Faults; rows: number[] }) {
  return (
    <div className="errors" role="alert" tabIndex={-1} aria-labelledby="errors-title">
      <h2 id="errors-title">Something here needs another look</h2>
      <p>Everything you entered is kept.</p>
      <ul>
        {Object.entries(faults).map(([name, message]) => (
          <li key={name}>
            <a href={`#${name}`}>{whereOnPage(name, rows) + message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const whereOnPage = (name: string, rows: number[]) => {
  const row = /^meeting\.(\d+)\./.exec(name)?.[1]
  return row === undefined ? '' : `Meeting ${rows.indexOf(Number(row)) + 1}: `
}
