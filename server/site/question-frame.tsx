import type { ReactNode } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Condition, Id, Question, QuestionOf, QuestionType } from '../../shared/questionnaires/document.ts'
import { type Fault, hardFaults } from '../../shared/questionnaires/faults.ts'
import { optionsOf, rowsOf } from '../../shared/questionnaires/fixed-options.ts'
import { fieldName, seenField } from '../../shared/questionnaires/read-form.ts'
import type { Seed } from '../../shared/questionnaires/shuffle.ts'
import { En } from './english.tsx'
import type { Fields } from './fields.ts'
import { FaultMark } from './marks.tsx'

/** Everything a page knows while it asks: what was entered so far and what is wrong with it. */
export interface Asking {
  language: string
  fields: Fields
  faults: Fault[]
  /** Says "(optional)" beside what may be left out; the equality pages say it once, for all. */
  marksOptional: boolean
  /** Turns what is shuffled; null keeps the authored order. */
  seed: Seed
  /** A group answers, formally. */
  group: boolean
  /** The options and rows of this page that an answer on it decides, by question and id. */
  parts: PartsOnPage
}

export type PartsOnPage = ReadonlyMap<Id, ReadonlyMap<Id, OnPage>>

/** What an answer on the same page decides of a question: whether it is asked, and that it is not yet. */
export interface OnPage {
  condition: Condition
  hidden: boolean
}

/** For the element of an option or row: the script shows and hides it, as `boxProps` does a question. */
export function partProps(question: Question, asking: Asking, ...partIds: Id[]) {
  const found = partIds.flatMap((id) => asking.parts.get(question.id)?.get(id) ?? [])
  if (found.length === 0) return {}
  const conditions = found.map(({ condition }) => condition)
  const condition: Condition = conditions.length === 1 ? conditions[0]! : { op: 'all', of: conditions }
  return { 'data-if': JSON.stringify(condition), hidden: found.some(({ hidden }) => hidden) }
}

/** Whether an answer on this page keeps the option or row away for now: its fields are switched off. */
export const isAway = (question: Question, asking: Asking, ...partIds: Id[]) =>
  partIds.some((id) => asking.parts.get(question.id)?.get(id)?.hidden) || undefined

/** Tells the server that an option or row was there to be seen; without scripts it comes up at the next POST. */
export const PartShown = ({ question, asking, partId }: { question: Question; asking: Asking; partId: Id }) =>
  asking.parts.get(question.id)?.has(partId) ? (
    <input
      type="hidden"
      name={seenField}
      value={`${question.id}.${partId}`}
      disabled={isAway(question, asking, partId)}
    />
  ) : null

export interface QuestionProps<T extends QuestionType> {
  question: QuestionOf<T>
  asking: Asking
  onPage?: OnPage | undefined
}

const firstOption = (question: Question) => `-${optionsOf(question)[0]?.id ?? ''}`
const firstRow = (question: Question) => `.${rowsOf(question)[0]?.id ?? ''}`
const itself = () => ''

/** The end of the id of a question's first field, by its type. */
const firstField: { [T in QuestionType]: (question: QuestionOf<T>) => string } = {
  single: firstOption,
  multiple: firstOption,
  grid: firstRow,
  ranking: (question) => `.${question.options[0]?.id ?? ''}`,
  yes_no: firstOption,
  scale: (question) => `-${question.from}`,
  number: itself,
  constant_sum: firstRow,
  short_text: itself,
  long_text: itself,
  date: () => '.day',
  partial_date: (question) => (question.precision === 'year' ? '.year' : '.month'),
  postcode: itself,
  area: itself,
  long_list: itself,
  consent: firstOption,
  hidden: itself,
  statement: itself,
}

/** Where an error's link goes: the first field of the question, or of its row. */
export function anchorOf(question: Question, rowId?: string): string {
  const name = fieldName(question.id)
  const end = rowId ? `.${rowId}` : (firstField[question.type] as (question: Question) => string)(question)
  return question.type === 'grid' ? `${name}${end}${firstOption(question)}` : name + end
}

export const faultsOf = (asking: Asking, question: Question) =>
  asking.faults.filter((f) => f.questionId === question.id)

/** Whether something stands in the way; a warning does not. */
export const isWrong = (asking: Asking, question: Question) => faultsOf(asking, question).some((fault) => !fault.soft)

/** The ids of the help and the fault of a question, for `aria-describedby`. */
export function describedBy(question: Question, asking: Asking): string | undefined {
  const name = fieldName(question.id)
  const ids = [question.help && `${name}-help`, faultsOf(asking, question).some((f) => !f.rowId) && `${name}-fault`]
  return ids.filter(Boolean).join(' ') || undefined
}

export function FaultLine({ id, fault }: { id: string; fault: Fault }) {
  return (
    <p className={fault.soft ? 'err soft' : 'err'} id={id}>
      <FaultMark />
      <En>
        <span className="hide">{fault.soft ? 'Look again: ' : 'Error: '}</span>
        {fault.message}
      </En>
    </p>
  )
}

interface FrameProps {
  question: Question
  asking: Asking
  children: ReactNode
  onPage?: OnPage | undefined
  wide?: boolean
  data?: Record<`data-${string}`, string | number | undefined>
}

/** A question of several controls: its text is the legend of all of them. */
export function GroupFrame({ question, asking, children, onPage, wide = false, data }: FrameProps) {
  const wrong = isWrong(asking, question)
  const classes = ['q', wide && 'wide', wrong && question.type !== 'grid' && 'bad'].filter(Boolean).join(' ')
  return (
    <fieldset
      className={classes}
      aria-describedby={describedBy(question, asking)}
      {...data}
      {...groupProps(question, onPage)}
    >
      <legend>
        <Wording question={question} asking={asking} />
      </legend>
      <Shown question={question} />
      <HelpAndFault question={question} asking={asking} />
      {children}
    </fieldset>
  )
}

/** A question of one control: its text is the label. What is hidden is switched off control by control. */
export function FieldFrame({ question, asking, children, onPage, data }: FrameProps) {
  const wrong = isWrong(asking, question)
  return (
    <div className={wrong ? 'q bad' : 'q'} {...data} {...boxProps(question, onPage)}>
      <label htmlFor={fieldName(question.id)}>
        <Wording question={question} asking={asking} />
      </label>
      <Shown question={question} disabled={onPage?.hidden} />
      <HelpAndFault question={question} asking={asking} />
      {children}
    </div>
  )
}

/** Tells the server that the question was there to be answered, even when none of its boxes is ticked. */
const Shown = ({ question, disabled }: { question: Question; disabled?: boolean | undefined }) => (
  <input type="hidden" name={`${fieldName(question.id)}.shown`} value="" disabled={disabled} />
)

/** The script shows and hides by `data-if`; without it the server does, at the next POST. */
export const boxProps = (question: Question, onPage: OnPage | undefined) => ({
  id: `box-${question.id}`,
  ...(onPage && { 'data-if': JSON.stringify(onPage.condition) }),
  ...(onPage?.hidden && { hidden: true }),
})

const groupProps = (question: Question, onPage: OnPage | undefined) => ({
  ...boxProps(question, onPage),
  ...(onPage?.hidden && { disabled: true }),
})

function Wording({ question, asking }: { question: Question; asking: Asking }) {
  const optional = asking.marksOptional && !question.required
  return (
    <>
      {say(question.text, asking.language)}
      {optional && (
        <>
          {' '}
          <En className="opt">(optional)</En>
        </>
      )}
    </>
  )
}

function HelpAndFault({ question, asking }: { question: Question; asking: Asking }) {
  const name = fieldName(question.id)
  const faults = faultsOf(asking, question).filter((f) => !f.rowId)
  const fault = hardFaults(faults)[0] ?? faults[0]
  return (
    <>
      {question.help && (
        <p className="help" id={`${name}-help`}>
          {say(question.help, asking.language)}
        </p>
      )}
      {fault && <FaultLine id={`${name}-fault`} fault={fault} />}
    </>
  )
}
