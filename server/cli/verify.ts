import { count } from '../../shared/kernel/text.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords } from '../platform/operator-words.ts'
import { sealAudit, verifyAudit } from '../platform/seal.ts'

/** Walks the audit trail's chain; exit 1 and the first bad entry when it does not hold. */
export const verb: Verb = {
  usage: 'folkmoot verify [--json]',
  about: 'walks the audit trail and names the first entry that was changed',
  run: async (ctx, args, out) => {
    const { values } = readWords(args, {})
    await sealAudit(ctx)
    const found = await verifyAudit(ctx)
    if (values.json) out.json(found)
    else if (found.ok)
      out.line(
        `The audit trail holds: ${count(found.sealed, 'entry', 'entries')} sealed, ${found.unsealed} not yet sealed.`,
      )
    else out.line(found.fault ?? '')
    return found.ok ? 0 : 1
  },
}
