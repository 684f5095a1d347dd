import { ChoiceList } from './choice-list.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** One answer out of several. */
export const SingleQuestion = ({ question, asking, onPage }: QuestionProps<'single'>) => (
  <GroupFrame question={question} asking={asking} onPage={onPage}>
    <ChoiceList question={question} asking={asking} />
  </GroupFrame>
)
