import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'

/** What was counted, for whom: each question an analyst asks is kept, never its answer. */
export function logCount(
  ctx: Ctx,
  verb: 'read' | 'export',
  consultationId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return inTransaction(ctx, (tx) =>
    audit(tx, { verb: `analysis.${verb}`, subject: `consultation:${consultationId}`, scope: consultationId, detail }),
  )
}
