import { count } from '../../shared/kernel/text.ts'
import { fillInput } from '../../shared/responses/inputs.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { fillWithSynthetic } from '../responses/fill.ts'
import { behalfOptions, consultationOf, onBehalf } from './on-behalf.ts'

/** Fills an open consultation with synthetic answers, for an officer, on record; it is marked for ever. */
export const verb: Verb = {
  usage: 'folkmoot example respond SLUG --count N [--as EMAIL --reason TEXT] [--json]',
  about: 'fills an open consultation with made-up answers, which are marked for ever',
  run: async (ctx, args, out) => {
    const { values, positionals } = readWords(
      args,
      {
        count: { type: 'string' },
        ...behalfOptions,
      },
      1,
    )
    const [slug] = positionals
    const asked = fillInput.safeParse({ count: Number(values.count) })
    if (!slug || !asked.success) throw new WrongUsage('Name the consultation, and --count from 1 to 5000.')
    const consultationId = await consultationOf(ctx, slug)
    const officer = await onBehalf(ctx, {
      as: 'officer@example.org',
      reason: 'To try the consultation out.',
      ...values,
    })
    await fillWithSynthetic(officer, consultationId, asked.data.count)
    if (values.json) out.json({ consultation: slug, count: asked.data.count })
    else out.line(`${count(asked.data.count, 'synthetic response')} added to ${slug}, marked for ever.`)
    return 0
  },
}
