import type { Question } from '../../shared/questionnaires/document.ts'
import { DateQuestion } from './question-date.tsx'
import type { Asking, OnPage } from './question-frame.tsx'
import { GridQuestion } from './question-grid.tsx'
import { LongTextQuestion } from './question-long_text.tsx'
import { MultipleQuestion } from './question-multiple.tsx'
import { NumberQuestion } from './question-number.tsx'
import { PostcodeQuestion } from './question-postcode.tsx'
import { ScaleQuestion } from './question-scale.tsx'
import { ShortTextQuestion } from './question-short_text.tsx'
import { SingleQuestion } from './question-single.tsx'
import { StatementQuestion } from './question-statement.tsx'

/** The one view of a question, by its type: a new type does not compile until it has one. */
export function QuestionView({
  question,
  ...rest
}: {
  question: Question
  asking: Asking
  onPage?: OnPage | undefined
}) {
  switch (question.type) {
    case 'single':
      return <SingleQuestion question={question} {...rest} />
    case 'multiple':
      return <MultipleQuestion question={question} {...rest} />
    case 'grid':
      return <GridQuestion question={question} {...rest} />
    case 'scale':
      return <ScaleQuestion question={question} {...rest} />
    case 'number':
      return <NumberQuestion question={question} {...rest} />
    case 'short_text':
      return <ShortTextQuestion question={question} {...rest} />
    case 'long_text':
      return <LongTextQuestion question={question} {...rest} />
    case 'date':
      return <DateQuestion question={question} {...rest} />
    case 'postcode':
      return <PostcodeQuestion question={question} {...rest} />
    case 'statement':
      return <StatementQuestion question={question} {...rest} />
    default:
      return question satisfies never
  }
}
