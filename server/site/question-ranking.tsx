import type { Option, QuestionOf } from '../../shared/questionnaires/document.ts'
import { howToRank, insteadField, rankable } from '../../shared/questionnaires/ranking-rules.ts'
import { fieldName } from '../../shared/questionnaires/read-form.ts'
import { ChoiceLabel, Or } from './choice-list.tsx'
import { En } from './english.tsx'
import { EntryLabel } from './entry-label.tsx'
import { one } from './fields.ts'
import { type Asking, faultsOf, GroupFrame, isAway, partProps, type QuestionProps } from './question-frame.tsx'

/** A number beside each answer: works with a keyboard, a screen reader and no script, where dragging works with none. */
export function RankingQuestion({ question, asking, onPage }: QuestionProps<'ranking'>) {
  const missing = question.options.filter((option) => option.missing)
  const instead = fieldName(question.id, insteadField)
  const how = howToRank(question)
  const isSaid = faultsOf(asking, question).some((fault) => fault.message === how)
  return (
    <GroupFrame question={question} asking={asking} onPage={onPage}>
      {!isSaid && (
        <p className="help">
          <En>{how}</En>
        </p>
      )}
      <div className="list">
        {rankable(question).map((option) => (
          <Place key={option.id} question={question} option={option} asking={asking} />
        ))}
        {missing.length > 0 && <Or />}
        {missing.map((option) => (
          <ChoiceLabel key={option.id} question={question} option={option} asking={asking} name={instead} several />
        ))}
      </div>
    </GroupFrame>
  )
}

interface PlaceProps {
  question: QuestionOf<'ranking'>
  option: Option
  asking: Asking
}

/** As many numbers as there are answers, also for the first few only: a place too many is said, never swallowed. */
function Place({ question, option, asking }: PlaceProps) {
  const name = fieldName(question.id, option.id)
  const places = Array.from({ length: Math.min(rankable(question).length, question.top ?? 200) }, (_, i) => i + 1)
  return (
    <div className="entry" {...partProps(question, asking, option.id)}>
      <EntryLabel question={question} part={option} asking={asking} />
      <select
        className="field"
        id={name}
        name={name}
        defaultValue={one(asking.fields, name)}
        disabled={isAway(question, asking, option.id)}
        dir="ltr"
      >
        <option value="" />
        {places.map((place) => (
          <option key={place} value={place}>
            {place}
          </option>
        ))}
      </select>
    </div>
  )
}
