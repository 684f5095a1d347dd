import { DateFields } from './date-fields.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** Three fields: quicker than any calendar for a date one knows. */
export const DateQuestion = ({ question, asking, onPage }: QuestionProps<'date'>) => (
  <GroupFrame question={question} asking={asking} onPage={onPage}>
    <DateFields question={question} asking={asking} parts={['day', 'month', 'year']} />
  </GroupFrame>
)
