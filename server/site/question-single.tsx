import { ChoiceList } from './choice-list.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** One answer out of several. */
export const SingleQuestion = ({ question, asking, later }: QuestionProps<'single'>) => (
  <GroupFrame question={question} asking={asking} later={later}>
    <ChoiceList question={question} asking={asking} />
  </GroupFrame>
)
