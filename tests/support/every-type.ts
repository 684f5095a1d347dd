import type { Option, Question, QuestionnaireDocument, QuestionType } from '../../shared/questionnaires/document.ts'

const en = (text: string) => ({ en: text })
const option = (id: string, label: string, more: Partial<Option> = {}): Option => ({
  id,
  code: id,
  label: en(label),
  ...more,
})
const row = (id: string, label: string) => ({ id, code: id, label: en(label) })
const declined = option('declined', 'Prefer not to say', { missing: 'declined' })
const asked = (id: string, text: string) => ({ id, code: id, text: en(text) })

/** One question of each type, by its type. */
export const everyType: { [T in QuestionType]: Extract<Question, { type: T }> } = {
  single: {
    ...asked('contact', 'How would you rather hear from the police?'),
    type: 'single',
    shuffle: true,
    options: [option('post', 'By post'), option('mail', 'By e-mail'), option('meet', 'At a meeting'), declined],
  },
  multiple: {
    ...asked('worries', 'What worries you where you live?'),
    type: 'multiple',
    maximum: 2,
    options: [
      option('knives', 'Knife crime'),
      option('cars', 'Speeding'),
      option('nothing', 'Nothing', { exclusive: true }),
    ],
  },
  grid: {
    ...asked('seen', 'Where have you seen officers, and how?'),
    type: 'grid',
    multiple: true,
    rows: [row('street', 'In your street'), row('centre', 'In the town centre')],
    options: [option('foot', 'On foot'), option('car', 'In a car'), option('never', 'Never', { exclusive: true })],
  },
  ranking: {
    ...asked('order', 'What should come first?'),
    type: 'ranking',
    top: 3,
    options: [
      option('visible', 'More officers on foot in the evening'),
      option('victims', 'Better care of victims'),
      option('roads', 'Safer roads'),
      option('young', 'Work with young people'),
      declined,
    ],
  },
  yes_no: { ...asked('panel', 'Have you heard of your ward panel?'), type: 'yes_no' },
  scale: {
    ...asked('trust', 'The police treat everyone fairly.'),
    type: 'scale',
    from: 1,
    to: 5,
    labels: ['Strongly disagree', 'Disagree', 'Neither', 'Agree', 'Strongly agree'].map(en),
  },
  number: {
    ...asked('years', 'How many years have you lived here?'),
    type: 'number',
    minimum: 0,
    maximum: 110,
    unit: en('years'),
  },
  constant_sum: {
    ...asked('money', 'How would you share out the money?'),
    type: 'constant_sum',
    rows: [row('patrols', 'Patrols'), row('cameras', 'Cameras'), row('clubs', 'Youth clubs')],
    total: 100,
    unit: en('pounds'),
  },
  short_text: { ...asked('reply', 'Where may we write to you?'), type: 'short_text', preset: 'email' },
  long_text: { ...asked('story', 'What else should we know?'), type: 'long_text', maximum: 1000 },
  date: { ...asked('when', 'When did it happen?'), type: 'date', latest: '2026-12-31' },
  partial_date: {
    ...asked('since', 'Since when have you lived here?'),
    type: 'partial_date',
    precision: 'month',
    earliest: '1950-01',
  },
  postcode: { ...asked('home', 'What is your postcode?'), type: 'postcode' },
  area: { ...asked('work', 'In which borough do you work?'), type: 'area' },
  long_list: {
    ...asked('ward', 'Which ward do you live in?'),
    type: 'long_list',
    options: [...Array.from({ length: 120 }, (_, n) => option(`w${n}`, `Ward ${n + 1}`)), declined],
  },
  consent: {
    ...asked('agree', 'May we write to you about this?'),
    type: 'consent',
    label: en('Yes, you may write to me'),
  },
  hidden: {
    ...asked('from', 'Where the link was'),
    type: 'hidden',
    options: [option('poster', 'Poster'), option('letter', 'Letter')],
  },
  statement: { ...asked('thanks', 'Thank you. You said: {{story}}'), type: 'statement' },
}

/** All of them, a few to a page, in an order in which each page is short. */
export function aQuestionnaireOfEveryType(
  change: (questions: Question[]) => Question[] = (all) => all,
): QuestionnaireDocument {
  const all = change(Object.values(everyType))
  const pages = [0, 3, 5, 8, 12, 15].map((from, n, starts) => ({
    id: `page-${n + 1}`,
    title: en(`Page ${n + 1}`),
    questions: all.slice(from, starts[n + 1] ?? all.length),
  }))
  return {
    format: 1,
    language: 'en',
    languages: ['en'],
    title: en('Every type of question'),
    sections: [{ id: 'main', title: en('Main'), pages }],
  }
}
