import { z } from 'zod'
import {
  type Condition,
  type Question,
  type QuestionnaireDocument,
  type QuestionType,
  type Section,
  textPresets,
} from './document.ts'

/** The strict schema of the document: an unknown key is refused at every level. Types as in `document.ts`. */
const words = (most: number) =>
  z
    .string()
    .max(most, 'This is too long.')
    .refine(
      (text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text),
      'This holds a character that cannot be kept.',
    )

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'Use a language code, like en.')
/** A record would pass over a key named `__proto__` in silence; here it is refused like any other unknown key. */
const text = (most: number) =>
  z
    .custom<Record<string, string>>(
      (by) => typeof by === 'object' && by !== null && !Object.hasOwn(by, '__proto__'),
      'Write something here.',
    )
    .pipe(z.record(language, words(most)).refine((by) => Object.keys(by).length > 0, 'Write something here.'))
export const title = text(200)
const label = text(500)
const long = text(2000)

/** Lower-case letters, figures and hyphens: safe as a key of any object and as a part of any address. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'An id is up to 40 lower-case letters, figures and hyphens.')
  .refine((value) => value !== 'constructor', 'This id is taken.')
export const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,39}$/, 'A code is up to 40 lower-case letters, figures and underscores.')
  .refine((value) => value !== 'constructor', 'This code is taken.')

const isoDate = z.iso.date('Use a date, like 2026-03-27.')
const partialDate = z
  .string()
  .regex(/^(19|20|21)\d\d(-(0[1-9]|1[0-2]))?$/, 'Use a year or a month, like 2026 or 2026-03.')
const whole = (least: number, most: number) => z.int().min(least).max(most)

const comparison = z.enum(['<', '<=', '=', '!=', '>=', '>'])

const conditionNode: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('all'), of: z.array(conditionNode).max(50) }),
    z.strictObject({ op: z.literal('any'), of: z.array(conditionNode).max(50) }),
    z.strictObject({ op: z.literal('not'), of: conditionNode }),
    z.strictObject({ op: z.literal('answered'), question: id }),
    z.strictObject({
      op: z.literal('chosen'),
      question: id,
      options: z.array(id).min(1, 'Choose at least one answer.').max(200),
      row: id.optional(),
    }),
    z.strictObject({
      op: z.literal('compare'),
      question: id,
      is: comparison,
      value: z.union([z.number(), isoDate, partialDate]),
      row: id.optional(),
    }),
    z.strictObject({ op: z.literal('count'), question: id, is: comparison, value: whole(0, 200) }),
    z.strictObject({ op: z.literal('ranked'), question: id, option: id, within: whole(1, 200) }),
    z.strictObject({
      op: z.literal('area'),
      question: id,
      areas: z.array(words(20)).min(1, 'Choose at least one borough.').max(34),
    }),
  ]),
)

/** No deeper than 20 and no more than 1,000 steps: measured without recursion, before anything looks inside. */
export function isSmallEnough(value: unknown): boolean {
  const left: [unknown, number][] = [[value, 1]]
  let steps = 0
  for (let next = left.pop(); next; next = left.pop()) {
    const [node, depth] = next
    steps += 1
    if (depth > 20 || steps > 1000) return false
    const of = typeof node === 'object' && node !== null && 'of' in node ? node.of : []
    for (const part of Array.isArray(of) ? of : [of]) left.push([part, depth + 1])
  }
  return true
}

export const condition: z.ZodType<Condition, Condition> = z
  .custom<Condition>(isSmallEnough, 'This condition is too deep or too long: 20 levels and 1,000 parts at most.')
  .pipe(conditionNode)

const askIf = condition.optional()

export const option = z.strictObject({
  id,
  code,
  label,
  askIf,
  exclusive: z.boolean().optional(),
  other: z.boolean().optional(),
  missing: z.enum(['declined', 'dont_know']).optional(),
  profile: words(200).optional(),
})

export const row = z.strictObject({ id, code, label, askIf })

const yes = z.literal(true).optional()
export const check = z.strictObject({ id, holds: condition, message: label, soft: yes })

const asked = {
  id,
  code,
  text: long,
  help: long.optional(),
  askIf,
  required: z.boolean().optional(),
  soft: yes,
  checks: z.array(check).max(20).optional(),
  characteristic: words(60).optional(),
}
const options = z.array(option).max(200)
const longOptions = z.array(option).max(2000)
const rows = z.array(row).max(100)
const most = whole(1, 20_000).optional()

/** What each type holds beside what every question holds; the builder's edits are checked by the same shapes. */
export const shapes = {
  single: { options, shuffle: yes },
  multiple: { options, maximum: whole(1, 200).optional(), minimum: whole(0, 200).optional(), shuffle: yes },
  grid: { rows, options, multiple: yes, shuffle: yes },
  ranking: { options, top: whole(1, 200).optional(), shuffle: yes },
  yes_no: {},
  scale: {
    from: whole(-100, 100),
    to: whole(-100, 100),
    low: label.optional(),
    high: label.optional(),
    labels: z.array(label).max(201).optional(),
  },
  number: {
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    decimals: whole(0, 6).optional(),
    unit: label.optional(),
  },
  constant_sum: {
    rows,
    total: z.number().positive('The total is more than nothing.').max(1e12),
    unit: label.optional(),
    decimals: whole(0, 6).optional(),
    shuffle: yes,
  },
  short_text: { maximum: most, preset: z.enum(textPresets).optional() },
  long_text: { maximum: most },
  date: { earliest: isoDate.optional(), latest: isoDate.optional() },
  partial_date: {
    precision: z.enum(['year', 'month']),
    earliest: partialDate.optional(),
    latest: partialDate.optional(),
  },
  postcode: {},
  area: {},
  long_list: { options: longOptions },
  consent: { label: label.optional() },
  hidden: { options },
  statement: {},
} satisfies { [T in QuestionType]: z.ZodRawShape }

export const question = z.discriminatedUnion('type', [
  z.strictObject({ ...asked, type: z.literal('single'), ...shapes.single }),
  z.strictObject({ ...asked, type: z.literal('multiple'), ...shapes.multiple }),
  z.strictObject({ ...asked, type: z.literal('grid'), ...shapes.grid }),
  z.strictObject({ ...asked, type: z.literal('ranking'), ...shapes.ranking }),
  z.strictObject({ ...asked, type: z.literal('yes_no') }),
  z.strictObject({ ...asked, type: z.literal('scale'), ...shapes.scale }),
  z.strictObject({ ...asked, type: z.literal('number'), ...shapes.number }),
  z.strictObject({ ...asked, type: z.literal('constant_sum'), ...shapes.constant_sum }),
  z.strictObject({ ...asked, type: z.literal('short_text'), ...shapes.short_text }),
  z.strictObject({ ...asked, type: z.literal('long_text'), ...shapes.long_text }),
  z.strictObject({ ...asked, type: z.literal('date'), ...shapes.date }),
  z.strictObject({ ...asked, type: z.literal('partial_date'), ...shapes.partial_date }),
  z.strictObject({ ...asked, type: z.literal('postcode') }),
  z.strictObject({ ...asked, type: z.literal('area') }),
  z.strictObject({ ...asked, type: z.literal('long_list'), ...shapes.long_list }),
  z.strictObject({ ...asked, type: z.literal('consent'), ...shapes.consent }),
  z.strictObject({ ...asked, type: z.literal('hidden'), ...shapes.hidden }),
  z.strictObject({ ...asked, type: z.literal('statement') }),
]) satisfies z.ZodType<Question>

export const page = z.strictObject({ id, title, askIf, questions: z.array(question).max(100) })

export const section = z.strictObject({
  id,
  title,
  askIf,
  equality: z.literal(true).optional(),
  pages: z.array(page).max(100),
}) satisfies z.ZodType<Section>

export const questionnaireDocument = z
  .strictObject({
    format: z.literal(1),
    language,
    languages: z.array(language).min(1).max(40),
    title,
    sections: z.array(section).max(60),
  })
  .superRefine(({ sections }, context) => {
    for (const { path, id } of idsTwice(sections))
      context.addIssue({ code: 'custom', path, message: `The id “${id}” stands here twice.` })
  }) satisfies z.ZodType<QuestionnaireDocument>

interface Held {
  path: (string | number)[]
  id: string
}

/** Ids of sections, pages and questions are their own in the whole document; of options, rows and checks in their question. */
function idsTwice(sections: Section[]): Held[] {
  const at = (items: { id: string }[] = [], ...path: (string | number)[]) =>
    items.map(({ id }, n): Held => ({ path: [...path, n, 'id'], id }))
  const pages = sections.flatMap((one, s) => one.pages.map((page, p) => ({ page, path: ['sections', s, 'pages', p] })))
  const questions = pages.flatMap(({ page, path }) =>
    page.questions.map((question, q) => ({ question, path: [...path, 'questions', q] })),
  )
  const lists = [
    at(sections, 'sections'),
    pages.map(({ page, path }): Held => ({ path: [...path, 'id'], id: page.id })),
    questions.map(({ question, path }): Held => ({ path: [...path, 'id'], id: question.id })),
    ...questions.flatMap(({ question, path }) => [
      at('options' in question ? question.options : [], ...path, 'options'),
      at('rows' in question ? question.rows : [], ...path, 'rows'),
      at(question.checks, ...path, 'checks'),
    ]),
  ]
  return lists.flatMap((list) => {
    const seen = new Set<string>()
    return list.filter(({ id }) => seen.size === seen.add(id).size)
  })
}
