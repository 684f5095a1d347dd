import { ChoiceList } from './choice-list.tsx'
import { En } from './english.tsx'
import { GroupFrame, type QuestionProps } from './question-frame.tsx'

/** As many as there are, or up to a maximum; the script counts along, the server decides. */
export const MultipleQuestion = ({ question, asking, onPage }: QuestionProps<'multiple'>) => (
  <GroupFrame question={question} asking={asking} onPage={onPage} data={{ 'data-max': question.maximum }}>
    {!question.help && (
      <p className="help">
        <En>{howMany(question.minimum, question.maximum)}</En>
      </p>
    )}
    <ChoiceList question={question} asking={asking} several />
  </GroupFrame>
)

function howMany(minimum = 0, maximum?: number): string {
  if (maximum === undefined) return minimum > 1 ? `Choose ${minimum} or more.` : 'Choose all that apply.'
  if (minimum === maximum) return `Choose ${maximum}.`
  return minimum > 1 ? `Choose ${minimum} to ${maximum}.` : `Choose up to ${maximum}.`
}
