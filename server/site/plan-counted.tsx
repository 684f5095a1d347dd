import { phaseOf } from '../../shared/consultations/phase.ts'
import { publicConsultations } from '../consultations/queries.ts'
import { groupList } from '../groups/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { groupProgress } from '../responses/queries.ts'

/** What the product counts towards a measure: the engagement groups that answered the newest consultation that asked them. */
export interface Counted {
  sent: number
  all: number
  slug: string
  title: string
}

export async function countedGroups(ctx: Ctx): Promise<Counted | null> {
  const all = new Set((await groupList(ctx)).flatMap((group) => (group.kind === 'cpeg' ? [group.id] : [])))
  if (all.size === 0) return null
  for (const { id, slug, title, ...dated } of await publicConsultations(ctx)) {
    if (phaseOf(dated, ctx.now()) === 'scheduled') continue
    const asked = (await groupProgress(ctx, id)).filter((group) => all.has(group.groupId))
    const sent = asked.filter((group) => group.state === 'sent').length
    if (asked.length > 0) return { sent, all: all.size, slug, title }
  }
  return null
}

/** `3 of 32 groups answered …`, beside the measure it counts. */
export const CountedLine = ({ counted: { sent, all, slug, title } }: { counted: Counted }) => (
  <p className="counted">
    <b>
      {sent} of {all}
    </b>{' '}
    groups have answered{' '}
    <a href={`/c/${slug}`} dir="auto">
      {title}
    </a>
    .
  </p>
)
