import type { ComponentType } from 'react'
import type { Question, QuestionType } from '../../shared/questionnaires/document.ts'
import { asShown } from '../../shared/questionnaires/shuffle.ts'
import { AreaQuestion } from './question-area.tsx'
import { ConsentQuestion } from './question-consent.tsx'
import { ConstantSumQuestion } from './question-constant_sum.tsx'
import { DateQuestion } from './question-date.tsx'
import type { Asking, OnPage, QuestionProps } from './question-frame.tsx'
import { GridQuestion } from './question-grid.tsx'
import { LongListQuestion } from './question-long_list.tsx'
import { LongTextQuestion } from './question-long_text.tsx'
import { MultipleQuestion } from './question-multiple.tsx'
import { NumberQuestion } from './question-number.tsx'
import { PartialDateQuestion } from './question-partial_date.tsx'
import { PostcodeQuestion } from './question-postcode.tsx'
import { RankingQuestion } from './question-ranking.tsx'
import { ScaleQuestion } from './question-scale.tsx'
import { ShortTextQuestion } from './question-short_text.tsx'
import { SingleQuestion } from './question-single.tsx'
import { StatementQuestion } from './question-statement.tsx'
import { YesNoQuestion } from './question-yes_no.tsx'

/** The one view of each type: a new type does not compile until it has one. */
const views: { [T in QuestionType]: ComponentType<QuestionProps<T>> } = {
  single: SingleQuestion,
  multiple: MultipleQuestion,
  grid: GridQuestion,
  ranking: RankingQuestion,
  yes_no: YesNoQuestion,
  scale: ScaleQuestion,
  number: NumberQuestion,
  constant_sum: ConstantSumQuestion,
  short_text: ShortTextQuestion,
  long_text: LongTextQuestion,
  date: DateQuestion,
  partial_date: PartialDateQuestion,
  postcode: PostcodeQuestion,
  area: AreaQuestion,
  long_list: LongListQuestion,
  consent: ConsentQuestion,
  hidden: () => null,
  statement: StatementQuestion,
}

interface ViewProps {
  question: Question
  asking: Asking
  onPage?: OnPage | undefined
}

export function QuestionView(props: ViewProps) {
  const View = views[props.question.type] as ComponentType<ViewProps>
  return <View {...props} question={asShown(props.question, props.asking.seed)} />
}
