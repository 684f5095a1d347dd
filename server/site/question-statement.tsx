import { say } from '../../shared/kernel/text.ts'
import { Prose } from './prose.tsx'
import type { QuestionProps } from './question-frame.tsx'

/** Something to read between the questions. */
export const StatementQuestion = ({ question, asking, later }: QuestionProps<'statement'>) => (
  <div className="q" id={`box-${question.id}`} hidden={Boolean(later)} data-if={later && JSON.stringify(later)}>
    <Prose text={say(question.text, asking.language)} />
    {question.help && <p className="help">{say(question.help, asking.language)}</p>}
  </div>
)
