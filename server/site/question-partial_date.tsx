import { DateFields } from './date-fields.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** As much of a date as people know: the year, or the month of it. */
export const PartialDateQuestion = ({ question, asking, onPage }: QuestionProps<'partial_date'>) => (
  <GroupFrame question={question} asking={asking} onPage={onPage}>
    <DateFields
      question={question}
      asking={asking}
      parts={question.precision === 'year' ? ['year'] : ['month', 'year']}
    />
  </GroupFrame>
)
