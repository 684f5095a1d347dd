/**
 * The equality block: eight questions, all optional. Wording after the harmonised standards and the
 * Census 2021 questionnaire for England (ONS electronic questionnaire schemas, 2021-07-15; Government Statistical
 * Service harmonised standards; GOV.UK Design System equality information pattern). Crown copyright, Open Government
 * Licence v3.0. Codes and the mapping to the borough profile are ours.
 *
 * Ids are fixed, so that the block is the same in every questionnaire and a series continues. Age comes first, on a page
 * of its own: it decides what may follow.
 */
import type { Text } from '../kernel/text.ts'
import type { Condition, Id, Option, Page, QuestionOf, Section } from './document.ts'

export const equalityAttribution =
  'Equality questions: harmonised standards and Census 2021 wording. Crown copyright, Open Government Licence v3.0.'

const en = (text: string): Text => ({ en: text })

type Choice = [code: string, label: string, profile?: string, other?: true]

function options(question: string, choices: Choice[]): Option[] {
  const given = choices.map(([code, label, profile, other]) => ({
    id: `${question}-${code.replaceAll('_', '-')}`,
    code,
    label: en(label),
    ...(profile && { profile }),
    ...(other && { other }),
  }))
  const declined = { id: `${question}-declined`, code: 'prefer_not_to_say', label: en('Prefer not to say') }
  return [...given, { ...declined, missing: 'declined' as const }]
}

function single(
  id: Id,
  code: string,
  text: string,
  choices: Choice[],
  more: Partial<QuestionOf<'single'>> = {},
): QuestionOf<'single'> {
  return { id, code, type: 'single', text: en(text), ...more, options: options(id, choices) }
}

const page = (id: Id, title: string, questions: Page['questions'], askIf?: Condition): Page => ({
  id,
  title: en(title),
  ...(askIf && { askIf }),
  questions,
})

const age = single(
  'eq-age',
  'age_band',
  'What is your age?',
  [
    ['under_13', 'Under 13', 'age_band:0-15'],
    ['13_15', '13 to 15', 'age_band:0-15'],
    ['16_24', '16 to 24', 'age_band:16-24'],
    ['25_34', '25 to 34', 'age_band:25-34'],
    ['35_44', '35 to 44', 'age_band:35-44'],
    ['45_54', '45 to 54', 'age_band:45-54'],
    ['55_64', '55 to 64', 'age_band:55-64'],
    ['65_74', '65 to 74', 'age_band:65-74'],
    ['75_plus', '75 or over', 'age_band:75+'],
  ],
  { characteristic: 'age_band' },
)

const sex = single(
  'eq-sex',
  'sex',
  'What is your sex?',
  [
    ['female', 'Female', 'sex:Female'],
    ['male', 'Male', 'sex:Male'],
  ],
  {
    help: en('A question about gender identity follows for people aged 16 or over.'),
    characteristic: 'sex',
  },
)

const ethnicGroup = single(
  'eq-ethnic-group',
  'ethnic_group',
  'What is your ethnic group?',
  [
    ['white', 'White', 'ethnic_group_5:White'],
    ['mixed', 'Mixed or Multiple ethnic groups', 'ethnic_group_5:Mixed or Multiple ethnic groups'],
    ['asian', 'Asian or Asian British', 'ethnic_group_5:Asian, Asian British or Asian Welsh'],
    [
      'black',
      'Black, Black British, Caribbean or African',
      'ethnic_group_5:Black, Black British, Black Welsh, Caribbean or African',
    ],
    ['other', 'Other ethnic group', 'ethnic_group_5:Other ethnic group'],
  ],
  { characteristic: 'ethnic_group_5' },
)

const religion = single(
  'eq-religion',
  'religion',
  'What is your religion?',
  [
    ['none', 'No religion', 'religion:No religion'],
    ['christian', 'Christian', 'religion:Christian'],
    ['buddhist', 'Buddhist', 'religion:Buddhist'],
    ['hindu', 'Hindu', 'religion:Hindu'],
    ['jewish', 'Jewish', 'religion:Jewish'],
    ['muslim', 'Muslim', 'religion:Muslim'],
    ['sikh', 'Sikh', 'religion:Sikh'],
    ['other', 'Any other religion', 'religion:Other religion', true],
  ],
  {
    help: en('Christian includes Church of England, Catholic, Protestant and all other Christian denominations.'),
    characteristic: 'religion',
  },
)

const limits = (profile: string) => `disability_3_16plus:${profile}`

const condition = single(
  'eq-health',
  'health_condition',
  'Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?',
  [
    ['yes', 'Yes'],
    // Nobody asks a person without a condition how much it limits: the answer is "not disabled" here already.
    ['no', 'No', limits('Not disabled under the Equality Act')],
  ],
  {
    help: en(
      'Count conditions that always affect you and those that flare up from time to time. They may include sensory conditions, developmental conditions or learning impairments.',
    ),
  },
)

const activity = single(
  'eq-activity',
  'activity_restriction',
  'Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?',
  [
    ['a_lot', 'Yes, a lot', limits('Disabled under the Equality Act: Day-to-day activities limited a lot')],
    ['a_little', 'Yes, a little', limits('Disabled under the Equality Act: Day-to-day activities limited a little')],
    ['not_at_all', 'Not at all', limits('Not disabled under the Equality Act')],
  ],
  {
    help: en(
      'Count whether you are still affected while receiving any treatment, medication or using any devices for your condition or illness.',
    ),
    askIf: { op: 'chosen', question: 'eq-health', options: ['eq-health-yes'] },
    characteristic: 'disability_3_16plus',
  },
)

const orientation = single(
  'eq-orientation',
  'sexual_orientation',
  'Which of the following best describes your sexual orientation?',
  [
    ['straight', 'Straight or Heterosexual', 'sexual_orientation_16plus:Straight or Heterosexual'],
    ['gay_lesbian', 'Gay or Lesbian', 'sexual_orientation_16plus:Gay or Lesbian'],
    ['bisexual', 'Bisexual', 'sexual_orientation_16plus:Bisexual'],
    ['other', 'Other sexual orientation', 'sexual_orientation_16plus:All other sexual orientations', true],
  ],
  { characteristic: 'sexual_orientation_16plus' },
)

const identity = single(
  'eq-gender-identity',
  'gender_identity',
  'Is the gender you identify with the same as your sex registered at birth?',
  [
    ['yes', 'Yes', 'gender_identity_16plus:Gender identity the same as sex registered at birth'],
    ['no', 'No', undefined, true],
  ],
  { help: en('If you choose No, you may write your gender identity.'), characteristic: 'gender_identity_16plus' },
)

const ageIs = (...ages: string[]): Condition => ({
  op: 'chosen',
  question: 'eq-age',
  options: ages.map((one) => `eq-age-${one}`),
})
/** Only somebody who said so: a person who gives no age is asked what people of 13 to 15 are asked. */
const sixteenOrOver = ageIs('16-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75-plus')
const notUnderThirteen: Condition = { op: 'not', of: ageIs('under-13') }

/** The block, ready to be the last section. A new copy each time. */
export function equalityBlock(): Section[] {
  const section: Section = {
    id: 'equality',
    title: en('Help us see who is missing'),
    equality: true,
    pages: [
      page('eq-page-age', 'Your age', [age]),
      page('eq-page-background', 'Sex, ethnic group and religion', [sex, ethnicGroup, religion], notUnderThirteen),
      page('eq-page-health', 'Health', [condition, activity], notUnderThirteen),
      page('eq-page-identity', 'Sexual orientation and gender identity', [orientation, identity], sixteenOrOver),
    ],
  }
  return copyOf([section])
}

/** Plain data only, so JSON copies it whole. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
