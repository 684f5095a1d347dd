import { hiddenWords, publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { compare, type VerdictWord } from '../../shared/analysis/inclusion.ts'
import { spoken } from '../../shared/analysis/inclusion-words.ts'
import type { Shown } from '../../shared/analysis/suppression.ts'
import { comparisonWords, percent } from '../../shared/analysis/words.ts'
import { type HeardGroup, heardGroups } from '../../shared/feedback/heard-groups.ts'
import { type HeardQuestions, type HeardRows, heardQuestions, heardRows } from '../../shared/feedback/heard-tables.ts'
import { pairKey } from '../../shared/feedback/seal-tables.ts'
import { number } from '../../shared/kernel/text.ts'
import { headingOf } from '../../shared/population/characteristics.ts'
import { countsInTens } from '../analysis/exact-counts.ts'
import { type Frame, frameOf } from '../analysis/frame.ts'
import { versionsOf } from '../analysis/reader.ts'
import { releasesBefore } from '../feedback/earlier.ts'
import type { Ctx } from '../platform/context.ts'
import { profile } from '../population/queries.ts'

interface HeardRow {
  label: string
  /** Rounded; null where it is not shown. */
  answered: Shown
  areaShare: number
  verdict: VerdictWord
  /** More answers that would close the gap, from the rounded figures. */
  shortfall: number | null
  words: string
}

interface HeardBlock {
  characteristic: string
  name: string
  base: string
  /** Rounded, of those in the borough who answered this; null when too few to show shares, or when it would tell of a few. */
  answered: Shown
  rows: HeardRow[]
}

/**
 * Who is missing in one borough, by the rule for the public and by nothing else than the tables a release is made of: what a
 * release holds as it holds it, all else from the first tens of the borough's people. All that is said, verdicts and
 * shortfalls too, is made from the rounded figures alone.
 */
export async function heardInBorough(ctx: Ctx, consultationId: string, boroughCode: string) {
  const frame = await frameOf(ctx, consultationId)
  const questions = heardQuestions((await versionsOf(ctx, [consultationId])).get(consultationId) ?? [])
  const found = questions && (await rowsNow(ctx, frame, questions))
  const told = await Promise.all(
    (questions?.told ?? []).map(async (one) => {
      const residents = await profile(ctx, boroughCode, one.characteristic.id)
      return {
        characteristic: one.characteristic,
        ...heardGroups(one, found?.rows.rows.get(one.key)?.get(boroughCode), residents),
      }
    }),
  )
  const blocks = told.map(
    ({ characteristic, answered, groups, population }): HeardBlock & { groups: HeardGroup[] } => ({
      characteristic: characteristic.id,
      ...headingOf(characteristic),
      answered,
      rows: answered === null ? [] : rowsOf(groups, answered, population),
      groups,
    }),
  )
  const people = found?.rows.people.get(boroughCode) ?? null
  return {
    people: people !== null && people >= publicRule.baseForShares ? Math.max(people, ...answeredIn(blocks)) : null,
    knowsBoroughs: questions !== null,
    isOpen: frame.isOpen,
    synthetic: (found?.synthetic ?? false) || frame.synthetic,
    spoken: spokenOf(blocks),
    blocks: blocks.map(({ groups: _, ...block }) => block),
  }
}

const answeredIn = (blocks: HeardBlock[]) => blocks.map(({ answered }) => answered ?? 0)

interface Kept {
  /** What the rows were made of. */
  of: string
  rows: HeardRows
}

/** The last rows of each consultation: thirty-two boroughs read them, and they change with every ten people at most. */
const kept = new Map<string, Kept>()

/** Null while nobody has answered. */
async function rowsNow(ctx: Ctx, frame: Frame, questions: HeardQuestions) {
  const keys = questions.told.map(({ key }) => key)
  const counted = await countsInTens(ctx, frame, questions.home, keys)
  if (!counted) return null
  const { crosstabs, synthetic } = counted
  const releases = await releasesBefore(ctx, frame.consultationId)
  const of = JSON.stringify([releases.map(({ id, sealed }) => [id, sealed !== null]), [...crosstabs]])
  const known = kept.get(frame.consultationId)
  if (known?.of === of) return { rows: known.rows, synthetic }
  const byPair = new Map([...crosstabs].map(([key, table]) => [pairKey(questions.home, key), table]))
  const counts = { ...counted, crosstabs: byPair, facts: questions.facts }
  const asked = { ...questions, told: questions.told.filter(({ key }) => crosstabs.has(key)) }
  const rows = heardRows(counts, asked, releases, publicRule)
  kept.set(frame.consultationId, { of, rows })
  return { rows, synthetic }
}

/** What is hidden in a line counts as if all of it were each hidden group's own: a verdict tells nothing of one. */
function rowsOf(groups: HeardGroup[], answered: number, population: number): HeardRow[] {
  const hidden = Math.max(0, answered - groups.reduce((sum, group) => sum + (group.answered ?? 0), 0))
  const compared = groups.filter(({ residents }) => residents > 0)
  const seen = compared.map((group) => ({
    answered: Math.min(group.answered ?? hidden, answered),
    residents: group.residents,
  }))
  return compare(seen, answered, population).map(({ share, areaShare, verdict, shortfall }, i) => {
    const group = compared[i]!
    const { label } = group
    const area = `${percent(areaShare)} of the borough`
    if (group.answered === null) {
      const told = verdict.endsWith('fewer') ? verdict : 'cannot tell'
      return { label, answered: null, areaShare, verdict: told, shortfall: null, words: `${hiddenWords}; ${area}` }
    }
    const words = comparisonWords(share, `about ${number(answered)}`, areaShare, 'the borough')
    return { label, answered: group.answered, areaShare, verdict, shortfall, words }
  })
}

function spokenOf(blocks: (HeardBlock & { groups: HeardGroup[] })[]): string {
  const heard = blocks.map(({ characteristic, name, rows, groups }) => {
    const categoriesOf = (label: string) => groups.find((group) => group.label === label)?.categories ?? []
    const verdicts = rows.flatMap(({ label, verdict }) =>
      categoriesOf(label).map((category) => ({ category, verdict })),
    )
    return { characteristic, name, verdicts, joined: null }
  })
  return spoken(heard, 'the borough')
}
