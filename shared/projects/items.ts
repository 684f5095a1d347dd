import { z } from 'zod'

/** What staff keep alive in a project: each a row of its own, in an order, with a history. */
export const itemKinds = ['risk', 'milestone', 'stakeholder'] as const
export type ItemKind = (typeof itemKinds)[number]

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep this to ${most} characters.`)
    .refine((value) => !value.includes('\0'), 'This holds a character that cannot be kept.')
const words = (most: number, ask: string) => text(most).min(1, ask)
const day = z.iso.date('Give a date, like 2026-03-05.').nullable()

export const riskStates = { open: 'Open', happened: 'It happened', closed: 'Closed' } as const
export const risk = z.strictObject({
  risk: words(1000, 'Say what could go wrong, or what could turn out well.'),
  mitigation: text(2000),
  owner: text(200),
  state: z.enum(Object.keys(riskStates) as (keyof typeof riskStates)[]),
})

export const milestoneKinds = { activity: 'Activity', report: 'Report to a committee' } as const
export const milestone = z
  .strictObject({
    title: words(1000, 'Say what is to be done.'),
    kind: z.enum(Object.keys(milestoneKinds) as (keyof typeof milestoneKinds)[]),
    owner: text(200),
    startsOn: day,
    dueOn: day,
    doneOn: day,
  })
  .refine((value) => !value.startsOn || !value.dueOn || value.startsOn <= value.dueOn, {
    path: ['dueOn'],
    message: 'This ends before it starts. Give a later date.',
  })

/** The natures of an interest that the project form itself lists. */
export const interests = {
  affected: 'Affected by the outcome',
  changes: 'Must make changes',
  resources: 'Provides resources',
  decisions: 'Takes decisions',
  informed: 'Must be kept informed',
} as const
export const stakeholder = z.strictObject({
  name: words(500, 'Say who it is.'),
  interests: z.array(z.enum(Object.keys(interests) as (keyof typeof interests)[])).max(5),
  note: text(2000),
})

export type Risk = z.infer<typeof risk>
export type Milestone = z.infer<typeof milestone>
export type Stakeholder = z.infer<typeof stakeholder>

export const newItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('risk'), content: risk }),
  z.strictObject({ kind: z.literal('milestone'), content: milestone }),
  z.strictObject({ kind: z.literal('stakeholder'), content: stakeholder }),
])
export type NewItem = z.infer<typeof newItem>
export type ItemContent = NewItem['content']

/** An edit names the revision it was made from: one made from an older one is not taken silently. */
const revision = z.int().min(0)
export const itemEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('risk'), content: risk, revision }),
  z.strictObject({ kind: z.literal('milestone'), content: milestone, revision }),
  z.strictObject({ kind: z.literal('stakeholder'), content: stakeholder, revision }),
])
export type ItemEdit = z.infer<typeof itemEdit>

/** The place among its own kind, counted from 0. */
export const itemMove = z.strictObject({ position: z.int().min(0).max(10_000) })
export const consultationTie = z.strictObject({ consultationId: z.uuid().nullable() })

/** The one line that stands for an item in a list or in its history. */
export function titleOf(content: ItemContent): string {
  if ('risk' in content) return content.risk
  return 'title' in content ? content.title : content.name
}
