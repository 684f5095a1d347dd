import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import engagementGroups from './engagement-groups.json' with { type: 'json' }
import { groups } from './tables.ts'

/** Loads the 32 Community Police Engagement Groups; those already there stay as they are. Returns how many were added. */
export function loadGroups(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const added = await tx.db
      .insert(groups)
      .values(engagementGroups.map((group) => ({ ...group, kind: 'cpeg' as const })))
      .onConflictDoNothing({ target: groups.slug })
      .returning({ id: groups.id })
    if (added.length > 0)
      await audit(tx, { verb: 'group.load', subject: 'groups:cpeg', detail: { added: added.length } })
    return added.length
  })
}
