import { columnLetter } from '../../shared/analysis/column-letters.ts'
import { analystRule, hiddenBecause, hiddenSign, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { testWords } from '../../shared/analysis/test-words.ts'
import { refusalWords, unweightedWords, weightingWords } from '../../shared/analysis/weighting-shown.ts'
import { ifRandom, percent, selfSelecting, tooFewWords } from '../../shared/analysis/words.ts'
import { questionOf, shownIn } from '../../shared/feedback/release-tables.ts'
import { number, say as text } from '../../shared/kernel/text.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import { readWeight } from '../analysis/census-targets.ts'
import { logCount } from '../analysis/commands.ts'
import { type TableFigure, tableKeys, tableOf } from '../analysis/cross-table.ts'
import { previewRelease } from '../feedback/freezable.ts'
import type { Ctx } from '../platform/context.ts'
import type { Out, Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { behalfOptions, consultationOf, onBehalf } from './on-behalf.ts'
import { textTable } from './text-table.ts'

const adjustments = ['holm', 'bonferroni'] as const

/** One question by another, as an analyst sees it at the desk, with weights and tests where they are asked for. */
export const verb: Verb = {
  usage:
    'folkmoot tables SLUG --rows Q --by D [--filter borough=NAME|way_in=NAME] [--weight W] [--tests holm|bonferroni] [--release] --as EMAIL --reason TEXT [--json]',
  about: 'prints one question by another: counts, shares, bases, with weights and tests where asked for',
  help: `For an analyst or approver of the consultation (--as), with the reason; what was asked is kept in the audit trail, never what was counted.

--rows and --by name questions by their codes, a row of a grid as code_row; --by also "borough" and "way_in".
--filter leaves one borough (borough=Haringey) or one way in (way_in="Imported file"). Within it a question is crossed by
other questions alone, and columns stand together where people would be too few, here or elsewhere. Of the boroughs or ways
in with the fewest answers, a fifth of all together, no such table is shown. Two equality questions are never crossed within
a borough. Each pair of questions has one table: where it stands the other way round, that is what is shown.

Counts of 1 to 4 are hidden, and as many others as are needed to keep them so; ${hiddenSign} stands for them.
Of fewer than ${analystRule.leastForTables} people in all there is no table.

--weight sex,age,borough rakes to the Census 2021 profile of London and tells how well that went, or refuses and says why:
too few of a category, or targets that cannot all be met. --weight imported takes the weights that came with imported
responses; people without one are left out of the table. Counts are people, unweighted.

--tests holm (or bonferroni) turns on letters and a test: a share gets the letter of each column it is significantly
above, adjusted over the pairs of its line, on effective bases where there are weights; columns under 30 are not compared.
The test is chi-square, with weights Rao and Scott's. Both are made of what is shown. On an open consultation they hold only
"if this were a random sample": the reason you give is for that too.

--release shows the table as a release would, once the consultation has closed: by the rule for the public (1 to 7 hidden,
rounded to 5, shares from a base of 30), checked against what earlier releases told. Nothing is frozen by it. It goes with
no filter, weight or test.

Example:
  npm run --silent folkmoot -- tables safer-streets --rows priorities --by sex --weight sex,age --tests holm \\
    --as analyst@example.org --reason "Annex B of the committee paper"`,
  run: async (ctx, args, out) => {
    const { values, positionals } = readWords(
      args,
      {
        rows: { type: 'string' },
        by: { type: 'string' },
        filter: { type: 'string', multiple: true },
        weight: { type: 'string' },
        tests: { type: 'string' },
        release: { type: 'boolean' },
        ...behalfOptions,
      },
      1,
    )
    const [slug] = positionals
    if (!slug || !values.rows || !values.by) throw new WrongUsage('Name one consultation, --rows and --by.')
    const tests = adjustments.find((one) => one === values.tests) ?? null
    if (values.tests && !tests) throw new WrongUsage('--tests is holm or bonferroni.')
    if (values.release && (values.filter || values.weight || values.tests))
      throw new WrongUsage('--release goes with no filter, weight or test.')
    const analyst = await onBehalf(ctx, values)
    if (values.release) return release(analyst, slug, { rows: values.rows, by: values.by }, out, values.json === true)
    const weight = values.weight === undefined ? null : readWeight(values.weight)
    const asked = { rows: values.rows, by: values.by, filters: values.filter ?? [], weight, tests }
    const found = await tableOf(analyst, await consultationOf(ctx, slug), asked)
    if (values.json) out.json({ consultation: slug, ...found })
    else say(out, found)
    return found.weighted && 'refusals' in found.weighted ? 1 : 0
  },
}

/** The table as the public would see it, by the release's own makers. */
async function release(
  ctx: Ctx,
  slug: string,
  asked: { rows: string; by: string },
  out: Out,
  isJson: boolean,
): Promise<0> {
  const id = await consultationOf(ctx, slug)
  const keys = await tableKeys(ctx, id, asked.rows, asked.by)
  const { number: place, people, tables } = await previewRelease(ctx, id, { tables: [keys] })
  await logCount(ctx, 'export', id, { figure: 'release table', ...asked })
  if (isJson) out.json({ consultation: slug, release: place, people, tables })
  else
    for (const table of tables) {
      out.line(
        `As release ${place} would show it${people === null ? '' : `, of about ${number(people)} people`}: nothing is frozen by this.`,
      )
      out.line(`${questionOf(table)}\n`)
      const head = ['', ...table.columns.map(({ label }) => text(label, 'en'))]
      out.line(
        textTable([
          head,
          ...table.rows.map(({ label }, r) => [
            text(label, 'en'),
            ...table.columns.map((column) => shownIn(column, r, true)),
          ]),
        ]),
      )
      out.line(`\n${selfSelecting}`)
    }
  return 0
}

function say(out: Out, found: TableFigure) {
  const { figure, frame, people, filters, synthetic } = found
  const whom = filters.length > 0 ? `, only ${filters.join(' and ')}` : ''
  out.line(`${frame.title}, counted ${frame.at.slice(0, 10)}: ${number(people)} people in all${whom}`)
  if (synthetic) out.line('Example: every response and figure here is synthetic.')
  if (!figure) return out.line(tooFewWords(people))
  out.line(`${[figure.down.text, figure.down.rowText].filter(Boolean).join(' ')}, by: ${figure.across.text}\n`)
  out.line(textTable([headOf(found), ...linesOf(found), basesOf(found)]))
  for (const note of notesOf(found)) out.line(note)
}

const cell = (n: number | null) => (n === null ? hiddenSign : number(n))

const headOf = ({ figure }: TableFigure): string[] => [
  '',
  ...figure!.columns.map(({ label }, c) => `${columnLetter(c)} ${label}`),
  'All',
]

const weightedOf = ({ weighted }: TableFigure) => (weighted && 'shares' in weighted ? weighted : null)

function linesOf(found: TableFigure): string[][] {
  const weighted = weightedOf(found)
  return found.figure!.rows.map(({ label, cells, total }, r) => [
    label,
    ...cells.map(({ count: n, share }, c) => {
      const own = weighted ? weighted.shares[r]![c]! : share
      return [cell(n), own === null ? '' : percent(own), found.tests?.letters[r]?.[c] ?? ''].filter(Boolean).join(' ')
    }),
    cell(total),
  ])
}

function basesOf(found: TableFigure): string[] {
  const weighted = weightedOf(found)
  return [
    'Answered',
    ...found.figure!.columns.map(({ base }, c) => {
      const effective = weighted?.effective[c] ?? null
      return effective === null ? cell(base) : `${cell(base)} (about ${number(effective)} effective)`
    }),
    cell(found.figure!.answered),
  ]
}

function notesOf(found: TableFigure): string[] {
  const { figure, weighted, tests } = found
  const own = weightedOf(found)
  const isRaked = own?.report !== null && own?.report !== undefined
  return [
    '',
    `Shares are of those who answered in each column${own ? ', weighted; counts are people' : ''}.`,
    ...(figure!.hidden > 0 ? [`${hiddenSign}: ${hiddenWords}: ${hiddenBecause}.`] : []),
    ...(weighted && 'refusals' in weighted
      ? ['Not weighted:', ...weighted.refusals.map((one) => `  ${refusalWords(one)}`)]
      : []),
    ...(own ? weightingWords(own.report, own.without) : []),
    ...(own ? [unweightedWords(own.unweighted)].filter((words) => words !== null) : []),
    ...(isRaked ? [censusAttribution] : []),
    ...(tests ? testWords(tests) : []),
    selfSelecting,
    ...(tests ? [ifRandom('Tests')] : []),
  ]
}
