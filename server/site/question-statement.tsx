import { say } from '../../shared/kernel/text.ts'
import { Prose } from './prose.tsx'
import { boxProps, type QuestionProps } from './question-frame.tsx'

/** Something to read between the questions. */
export const StatementQuestion = ({ question, asking, onPage }: QuestionProps<'statement'>) => (
  <div className="q" {...boxProps(question, onPage)}>
    <Prose text={say(question.text, asking.language)} />
    {question.help && <p className="help">{say(question.help, asking.language)}</p>}
  </div>
)
