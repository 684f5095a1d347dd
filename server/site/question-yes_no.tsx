import { ChoiceList } from './choice-list.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** Yes or no: a choice whose two answers are always the same. */
export const YesNoQuestion = ({ question, asking, onPage }: QuestionProps<'yes_no'>) => (
  <GroupFrame question={question} asking={asking} onPage={onPage}>
    <ChoiceList question={question} asking={asking} />
  </GroupFrame>
)
