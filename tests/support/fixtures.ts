import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { collectors } from '../../server/collectors/tables.ts'
import { consultations, privacyNotices } from '../../server/consultations/tables.ts'
import { groups } from '../../server/groups/tables.ts'
import { questionnaires, questionnaireVersions } from '../../server/questionnaires/tables.ts'
import type { Option, Question, QuestionnaireDocument, Section } from '../../shared/questionnaires/document.ts'
import type { World } from './world.ts'

const en = (text: string) => ({ en: text })
const option = (id: string, label: string, more: Partial<Option> = {}): Option => ({
  id,
  code: id,
  label: en(label),
  ...more,
})
const declined = option('declined', 'Prefer not to say', { missing: 'declined' })

/** Every type of question once; `why` is asked of those who chose knife crime, `last_contact` of those with contact. */
export const questions: Question[] = [
  {
    id: 'priorities',
    code: 'priorities',
    type: 'multiple',
    text: en('What should come first?'),
    required: true,
    maximum: 3,
    options: [
      option('knives', 'Knife crime'),
      option('burglary', 'Burglary'),
      option('traffic', 'Road safety'),
      option('hate', 'Hate crime'),
      option('none', 'None of these', { exclusive: true }),
      option('elsewhere', 'Something else', { other: true }),
    ],
  },
  {
    id: 'why',
    code: 'why',
    type: 'long_text',
    text: en('Why knife crime?'),
    maximum: 10_000,
    askIf: { op: 'chosen', question: 'priorities', options: ['knives'] },
  },
  {
    id: 'confidence',
    code: 'confidence',
    type: 'grid',
    text: en('How confident are you that the police …'),
    rows: [
      { id: 'listen', code: 'listen', label: en('listen to people here') },
      { id: 'fair', code: 'fair', label: en('treat everyone fairly') },
    ],
    options: [
      option('high', 'Confident'),
      option('low', 'Not confident'),
      option('unsure', 'Do not know', { missing: 'dont_know' }),
    ],
  },
  { id: 'safety', code: 'safety', type: 'scale', text: en('How safe do you feel after dark?'), from: 1, to: 5 },
  {
    id: 'contact',
    code: 'contact',
    type: 'single',
    text: en('Have you had contact with the police in the last year?'),
    options: [option('yes', 'Yes'), option('no', 'No'), declined],
  },
  {
    id: 'last_contact',
    code: 'last_contact',
    type: 'date',
    text: en('When was the last time?'),
    earliest: '2020-01-01',
    askIf: { op: 'chosen', question: 'contact', options: ['yes'] },
  },
  {
    id: 'years',
    code: 'years',
    type: 'number',
    text: en('How many years have you lived here?'),
    minimum: 0,
    maximum: 110,
  },
  { id: 'street', code: 'street', type: 'short_text', text: en('Which place worries you?'), maximum: 200 },
  { id: 'home', code: 'home', type: 'postcode', text: en('What is your postcode?') },
  { id: 'thanks', code: 'thanks', type: 'statement', text: en('That is all we ask.') },
]

/** Two optional equality questions, asked after the answer is in. */
const equality: Section = {
  id: 'equality',
  title: en('About you'),
  equality: true,
  pages: [
    {
      id: 'equality-sex',
      title: en('Your sex and disability'),
      questions: [
        {
          id: 'sex',
          code: 'sex',
          type: 'single',
          text: en('What is your sex?'),
          characteristic: 'sex',
          options: [
            option('female', 'Female', { profile: 'sex:female' }),
            option('male', 'Male', { profile: 'sex:male' }),
            declined,
          ],
        },
      ],
    },
  ],
}

/** A small whole questionnaire: three pages with every type of question, one section of equality questions. */
export function aQuestionnaire(change: Partial<QuestionnaireDocument> = {}): QuestionnaireDocument {
  const pick = (...ids: string[]) => questions.filter((question) => ids.includes(question.id))
  // A copy: tests of one worker share this module, and some write on their questionnaire.
  return structuredClone({
    format: 1 as const,
    language: 'en',
    languages: ['en'],
    title: en('Policing where you live'),
    sections: [
      {
        id: 'main',
        title: en('Your view'),
        pages: [
          { id: 'first', title: en('Priorities'), questions: pick('priorities', 'why') },
          { id: 'second', title: en('Confidence'), questions: pick('confidence', 'safety', 'contact', 'last_contact') },
          { id: 'third', title: en('Where you live'), questions: pick('years', 'street', 'home', 'thanks') },
        ],
      },
      equality,
    ],
    ...change,
  })
}

export interface OpenConsultation {
  consultationId: string
  slug: string
  questionnaireId: string
  versionId: string
  collectorId: string
  noticeNumber: 1
  document: QuestionnaireDocument
}

type ConsultationRow = typeof consultations.$inferInsert

/** A consultation of the test's own, open from yesterday for thirty days, version 1 published, with its open web link. */
export async function anOpenConsultation(
  world: World,
  change: { document?: QuestionnaireDocument | undefined; consultation?: Partial<ConsultationRow> } = {},
): Promise<OpenConsultation> {
  const { db } = world.ctx
  const now = world.ctx.now()
  const day = 24 * 60 * 60 * 1000
  const document = change.document ?? aQuestionnaire()
  const [consultationId, questionnaireId, versionId, collectorId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const slug = `test-${consultationId.slice(0, 8)}`
  await db.insert(consultations).values({
    id: consultationId,
    slug,
    title: 'Policing where you live',
    why: 'To set priorities.',
    opensAt: new Date(now.getTime() - day),
    closesAt: new Date(now.getTime() + 30 * day),
    state: 'open',
    createdAt: now,
    createdBy: 'test',
    ...change.consultation,
  })
  await db
    .insert(privacyNotices)
    .values({ consultationId, number: 1, text: 'How we use it.', quotesMayBePublished: true, at: now })
  await db
    .insert(questionnaires)
    .values({ id: questionnaireId, consultationId, name: 'Full', draft: document, createdAt: now })
  await db
    .insert(questionnaireVersions)
    .values({ id: versionId, questionnaireId, number: 1, document, publishedAt: now, publishedBy: 'test' })
  await db.insert(collectors).values({ id: collectorId, consultationId, questionnaireId, kind: 'web', askedAt: now })
  return {
    consultationId,
    slug: change.consultation?.slug ?? slug,
    questionnaireId,
    versionId,
    collectorId,
    noticeNumber: 1,
    document,
  }
}

/** A group of the test's own, in Camden unless said otherwise. */
export async function aGroup(world: World, boroughCode = 'E09000007'): Promise<{ groupId: string; slug: string }> {
  const groupId = randomUUID()
  const slug = `group-${groupId.slice(0, 8)}`
  await world.ctx.db
    .insert(groups)
    .values({ id: groupId, slug, name: `Group ${groupId.slice(0, 8)}`, kind: 'cpeg', boroughCode })
  return { groupId, slug }
}

/** It closed a second ago: every change is shown at once. */
export const closeNow = ({ ctx }: World, { consultationId }: OpenConsultation) =>
  ctx.db
    .update(consultations)
    .set({ closesAt: new Date(ctx.now().getTime() - 1000) })
    .where(eq(consultations.id, consultationId))
