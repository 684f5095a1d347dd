import { say } from '../../shared/kernel/text.ts'
import type { GridRow, QuestionOf } from '../../shared/questionnaires/document.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { withUnit } from '../../shared/questionnaires/sum-rules.ts'
import { En } from './english.tsx'
import { EntryLabel } from './entry-label.tsx'
import { one } from './fields.ts'
import { type Asking, faultsOf, GroupFrame, isAway, partProps, type QuestionProps } from './question-frame.tsx'

/** Amounts that come to a total. The script says what is left; without it the server says by how much it is off. */
export function ConstantSumQuestion({ question, asking, onPage }: QuestionProps<'constant_sum'>) {
  return (
    <GroupFrame question={question} asking={asking} onPage={onPage} data={{ 'data-total': question.total }}>
      <p className="help">
        <En>These should come to {withUnit(question, question.total)} together. A line left empty counts as 0.</En>
      </p>
      <div className="list">
        {question.rows.map((row) => (
          <Amount key={row.id} question={question} row={row} asking={asking} />
        ))}
      </div>
    </GroupFrame>
  )
}

interface AmountProps {
  question: QuestionOf<'constant_sum'>
  row: GridRow
  asking: Asking
}

function Amount({ question, row, asking }: AmountProps) {
  const name = fieldName(question.id, row.id)
  const fault = faultsOf(asking, question).find((f) => f.rowId === row.id)
  return (
    <div className={fault && !fault.soft ? 'entry wrong' : 'entry'} {...partProps(question, asking, row.id)}>
      <EntryLabel question={question} part={row} asking={asking} fault={fault} />
      <span className="amount">
        <input
          className="field"
          type="text"
          inputMode={question.decimals ? 'decimal' : 'numeric'}
          dir="ltr"
          id={name}
          name={name}
          disabled={isAway(question, asking, row.id)}
          defaultValue={one(asking.fields, name)}
          autoComplete="off"
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${name}-fault` : undefined}
        />
        {say(question.unit, asking.language)}
      </span>
    </div>
  )
}
