import type { Condition, Option, Question } from '../../shared/questionnaires/document.ts'

const en = (text: string) => ({ en: text })
const item = (id: string, label: string, askIf?: Condition): Option => ({
  id,
  code: id,
  label: en(label),
  ...(askIf && { askIf }),
})
const walks: Condition = { op: 'chosen', question: 'ways', options: ['foot'] }
const asked = (id: string, text: string) => ({ id, code: id, text: en(text) })

/** One page whose first answer decides options and rows of the questions below it, in every type that has some. */
export const decidedHere: Question[] = [
  {
    ...asked('ways', 'How do you get about?'),
    type: 'multiple',
    options: [item('foot', 'On foot'), item('bus', 'By bus')],
  },
  {
    ...asked('best', 'Which is best?'),
    type: 'single',
    options: [item('stop', 'The stop'), { ...item('path', 'The path', walks), other: true }],
  },
  {
    ...asked('rate', 'How good is each?'),
    type: 'grid',
    rows: [item('stops', 'Stops'), item('paths', 'Paths', walks)],
    options: [item('good', 'Good'), item('steep', 'Too steep', walks)],
  },
  {
    ...asked('order', 'What comes first?'),
    type: 'ranking',
    options: [item('seats', 'Seats'), item('signs', 'Signs'), item('lights', 'Lights', walks)],
  },
  {
    ...asked('share', 'Share out the money'),
    type: 'constant_sum',
    rows: [item('roads', 'Roads'), item('pavements', 'Pavements', walks)],
    total: 100,
  },
  {
    ...asked('where', 'Where?'),
    type: 'long_list',
    options: [item('north', 'North'), item('steps', 'The steps', walks)],
  },
  {
    ...asked('only', 'What is wrong with it?'),
    type: 'single',
    options: [item('narrow', 'Too narrow', walks), item('dark', 'Too dark', walks)],
  },
]
