import { say } from '../../shared/kernel/text.ts'
import type { GridRow, Option, QuestionOf } from '../../shared/questionnaires/document.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { En } from './english.tsx'
import { many } from './fields.ts'
import {
  type Asking,
  FaultLine,
  faultsOf,
  GroupFrame,
  isAway,
  PartShown,
  partProps,
  type QuestionProps,
} from './question-frame.tsx'

/** One table, one set of names: stacked lists on a phone, a grid from 760 px, by the stylesheet alone. */
export function GridQuestion({ question, asking, onPage }: QuestionProps<'grid'>) {
  const options = [...question.options.filter((o) => !o.missing), ...question.options.filter((o) => o.missing)]
  return (
    <GroupFrame question={question} asking={asking} onPage={onPage} wide>
      <table className="grid">
        <thead>
          <tr>
            <td />
            {options.map((option) => (
              <th
                key={option.id}
                scope="col"
                className={apart(options, option)}
                {...partProps(question, asking, option.id)}
              >
                <PartShown question={question} asking={asking} partId={option.id} />
                {say(option.label, asking.language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {question.rows.map((row, i) => (
            <Row key={row.id} question={question} row={row} place={i + 1} options={options} asking={asking} />
          ))}
        </tbody>
      </table>
    </GroupFrame>
  )
}

/** A hairline before the first of the kinds of missing. */
const apart = (options: Option[], option: Option) => (option === options.find((o) => o.missing) ? 'apart' : undefined)

interface RowProps {
  question: QuestionOf<'grid'>
  row: GridRow
  place: number
  options: Option[]
  asking: Asking
}

function Row({ question, row, place, options, asking }: RowProps) {
  const name = fieldName(question.id, row.id)
  const fault = faultsOf(asking, question).find((f) => f.rowId === row.id)
  const counted = question.rows.every(({ id }) => !asking.parts.get(question.id)?.has(id))
  return (
    <tr className={fault && !fault.soft ? 'wrong' : undefined} {...partProps(question, asking, row.id)}>
      <th scope="row">
        <PartShown question={question} asking={asking} partId={row.id} />
        {counted && (
          <En className="nth">
            {place} of {question.rows.length}.
          </En>
        )}{' '}
        <span id={`${name}-row`}>{say(row.label, asking.language)}</span>
        {fault && <FaultLine id={`${name}-fault`} fault={fault} />}
      </th>
      {options.map((option) => (
        <td key={option.id} className={apart(options, option)} {...partProps(question, asking, option.id)}>
          <label className="choice">
            <input
              type={question.multiple ? 'checkbox' : 'radio'}
              name={name}
              id={`${name}-${option.id}`}
              value={option.id}
              disabled={isAway(question, asking, row.id, option.id)}
              defaultChecked={many(asking.fields, name).includes(option.id)}
              data-alone={question.multiple && (option.exclusive || option.missing) ? '' : undefined}
              data-missing={option.missing ? '' : undefined}
              aria-labelledby={`${name}-row ${name}-${option.id}-label`}
              aria-describedby={fault ? `${name}-fault` : undefined}
            />
            <span id={`${name}-${option.id}-label`}>{say(option.label, asking.language)}</span>
          </label>
        </td>
      ))}
    </tr>
  )
}
