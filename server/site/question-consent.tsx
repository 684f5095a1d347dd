import { ChoiceList } from './choice-list.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** One box, never ticked beforehand. */
export const ConsentQuestion = ({ question, asking, onPage }: QuestionProps<'consent'>) => (
  <GroupFrame question={question} asking={asking} onPage={onPage}>
    <ChoiceList question={question} asking={asking} several />
  </GroupFrame>
)
