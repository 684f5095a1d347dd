import type { Text } from '../../shared/kernel/text.ts'
import type { GridRow, Option, Page, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'

/**
 * "Have Your Say on Policing in London", the questionnaire of the example: fifteen questions on six pages and the equality
 * block. Ids are fixed, so that one year can be compared with the next.
 */
const en = (text: string): Text => ({ en: text })

const option = (id: string, code: string, label: string, more: Partial<Option> = {}): Option => ({
  id: `${id}-${code.replaceAll('_', '-')}`,
  code,
  label: en(label),
  ...more,
})
const options = (id: string, ...choices: [code: string, label: string, more?: Partial<Option>][]): Option[] =>
  choices.map(([code, label, more]) => option(id, code, label, more))
const declined = ['prefer_not_to_say', 'Prefer not to say', { missing: 'declined' }] as [
  string,
  string,
  Partial<Option>,
]
const dontKnow = ['dont_know', 'Don’t know', { missing: 'dont_know' }] as [string, string, Partial<Option>]

const priorities: Question = {
  id: 'priorities',
  code: 'priorities',
  type: 'multiple',
  text: en('Which three things should the police put first next year?'),
  help: en('Choose up to three.'),
  required: true,
  maximum: 3,
  options: options(
    'priorities',
    ['knife_crime', 'Knife crime'],
    ['safe_at_night', 'Safe streets at night'],
    ['burglary', 'Burglary and theft'],
    ['violence_women', 'Violence against women and girls'],
    ['antisocial', 'Antisocial behaviour'],
    ['drugs', 'Drug dealing'],
    ['hate_crime', 'Hate crime'],
    ['road_safety', 'Dangerous driving'],
    ['fraud', 'Fraud and crime online'],
    ['known_officers', 'Officers people know by name'],
    ['stop_search', 'Fair use of stop and search'],
    ['young_people', 'Keeping young people safe to and from school'],
    ['other', 'Something else', { other: true }],
  ),
}

const why: Question = {
  id: 'why',
  code: 'why',
  type: 'long_text',
  text: en('Why these?'),
  help: en('Please do not name anybody or give an address.'),
  maximum: 10_000,
}

const whatToDo: Question = {
  id: 'what-to-do',
  code: 'what_to_do',
  type: 'long_text',
  text: en('What should the police do about them?'),
  help: en('One thing that would make a difference where you live is enough.'),
  maximum: 10_000,
}

const contact: Question = {
  id: 'contact',
  code: 'contact_12m',
  type: 'single',
  text: en('In the last 12 months, have you had any contact with the police in your area?'),
  help: en('Meeting an officer, reporting something, or being stopped all count.'),
  required: true,
  options: options(
    'contact',
    ['contacted', 'Yes, I contacted them'],
    ['stopped', 'Yes, they contacted or stopped me'],
    ['meeting', 'Yes, at a meeting or an event'],
    ['no', 'No'],
    declined,
  ),
}

const howItWent: Question = {
  id: 'how-it-went',
  code: 'how_it_went',
  type: 'long_text',
  text: en('How did it go?'),
  help: en('Please do not name anybody.'),
  maximum: 10_000,
  askIf: { op: 'chosen', question: 'contact', options: ['contact-contacted', 'contact-stopped', 'contact-meeting'] },
}

const statements: [code: string, label: string][] = [
  ['come_quickly', 'The police would come quickly if I needed them'],
  ['treat_fairly', 'The police treat people from every community fairly'],
  ['act_on_views', 'The police would act on what people in my area tell them'],
]
const rows: GridRow[] = statements.map(([code, label]) => ({
  id: `confidence-${code.replaceAll('_', '-')}`,
  code,
  label: en(label),
}))

const confidence: Question = {
  id: 'confidence',
  code: 'confidence',
  type: 'grid',
  text: en('How confident are you in each of these?'),
  help: en('One answer for each. If you cannot judge, choose “Don’t know”.'),
  rows,
  options: options(
    'confidence',
    ['not_at_all', 'Not at all confident'],
    ['not_very', 'Not very confident'],
    ['neither', 'Neither'],
    ['fairly', 'Fairly confident'],
    ['very', 'Very confident'],
    dontKnow,
  ),
}

const wardTeam: Question = {
  id: 'ward-team',
  code: 'heard_of_ward_team',
  type: 'single',
  text: en('Have you heard of the police team for your ward?'),
  options: options(
    'ward-team',
    ['know_them', 'Yes, and I know how to reach them'],
    ['heard', 'Yes, but no more than that'],
    ['no', 'No'],
  ),
}

const seen: Question = {
  id: 'seen',
  code: 'officers_seen',
  type: 'single',
  text: en('How often do you see police officers on foot or on a bicycle where you live?'),
  options: options(
    'seen',
    ['weekly', 'At least once a week'],
    ['monthly', 'At least once a month'],
    ['less', 'Less often'],
    ['never', 'Never'],
    dontKnow,
  ),
}

const informed: Question = {
  id: 'informed',
  code: 'informed',
  type: 'single',
  text: en('How well do the police tell people in your area what they are doing?'),
  options: options(
    'informed',
    ['very_well', 'Very well'],
    ['fairly_well', 'Fairly well'],
    ['not_well', 'Not very well'],
    ['not_at_all', 'Not at all'],
    dontKnow,
  ),
}

const safety: Question = {
  id: 'safety',
  code: 'safe_after_dark',
  type: 'scale',
  text: en('How safe do you feel walking alone in your area after dark?'),
  from: 1,
  to: 5,
  low: en('Not safe at all'),
  high: en('Very safe'),
}

const heardBy: Question = {
  id: 'heard-by',
  code: 'best_way_to_hear',
  type: 'multiple',
  text: en('How would you like to hear from your local police?'),
  help: en('Choose all that apply.'),
  options: options(
    'heard-by',
    ['email', 'E-mail or newsletter'],
    ['leaflet', 'A leaflet through the door'],
    ['meeting', 'A public meeting'],
    ['online', 'Social media'],
    ['street', 'In person, on the street'],
    ['none', 'I would rather not', { exclusive: true }],
  ),
}

const changed: Question = {
  id: 'changed',
  code: 'changed_12m',
  type: 'single',
  text: en('Compared with a year ago, is your area safer?'),
  options: options('changed', ['safer', 'Safer'], ['same', 'About the same'], ['less_safe', 'Less safe'], dontKnow),
}

const home: Question = {
  id: 'home',
  code: 'home_borough',
  type: 'postcode',
  text: en('What is your postcode?'),
  help: en('We keep only the borough. The postcode itself is dropped as soon as you go on.'),
}

const workOrStudy: Question = {
  id: 'work-study',
  code: 'work_or_study',
  type: 'single',
  text: en('Do you work or study in London?'),
  options: options(
    'work-study',
    ['work', 'Yes, I work here'],
    ['study', 'Yes, I study here'],
    ['both', 'Yes, both'],
    ['no', 'No'],
    declined,
  ),
}

const comment: Question = {
  id: 'comment',
  code: 'comment',
  type: 'long_text',
  text: en('Is there anything else you would like to say?'),
  help: en('This page is not watched for emergencies. Call 999, or 101 if it is not urgent.'),
  maximum: 10_000,
}

const page = (id: string, title: string, ...questions: Question[]): Page => ({ id, title: en(title), questions })

export const exampleQuestionnaire = (): QuestionnaireDocument => ({
  format: 1,
  language: 'en',
  languages: ['en'],
  title: en('Have Your Say on Policing in London'),
  sections: [
    {
      id: 'your-priorities',
      title: en('Your priorities'),
      pages: [
        page('page-priorities', 'Your priorities', priorities),
        page('page-why', 'Why these matter to you', why),
        page('page-what', 'What should happen', whatToDo),
      ],
    },
    {
      id: 'your-police',
      title: en('Your local police'),
      pages: [
        page('page-police', 'You and your local police', contact, howItWent, confidence),
        page('page-ward', 'Where you live and walk', wardTeam, seen, informed, safety, heardBy, changed),
      ],
    },
    {
      id: 'about-here',
      title: en('Where you live, and anything else'),
      pages: [page('page-home', 'Where you live, and anything else', home, workOrStudy, comment)],
    },
    ...equalityBlock(),
  ],
})
