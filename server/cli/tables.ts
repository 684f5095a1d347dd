import { parseArgs } from 'node:util'
import { columnLetter } from '../../shared/analysis/column-letters.ts'
import { hiddenSign } from '../../shared/analysis/disclosure-rules.ts'
import type { Refusal, WeightingReport } from '../../shared/analysis/weighting.ts'
import { ifRandom, list, number, percent, selfSelecting } from '../../shared/analysis/words.ts'
import { questionOf, shownIn } from '../../shared/feedback/release-tables.ts'
import { count, say as text } from '../../shared/kernel/text.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import { logCount } from '../analysis/commands.ts'
import { type TableFigure, tableKeys, tableOf } from '../analysis/cross-table.ts'
import { previewRelease } from '../feedback/freezable.ts'
import type { Ctx } from '../platform/context.ts'
import { type Out, type Verb, WrongUsage } from '../platform/operator.ts'
import { behalfOptions, consultationOf, onBehalf } from './on-behalf.ts'
import { textTable } from './text-table.ts'

const adjustments = ['holm', 'bonferroni'] as const

/** One question by another, as an analyst sees it at the desk, with weights and tests where they are asked for. */
export const verb: Verb = {
  usage:
    'folkmoot tables SLUG --rows Q --by D [--filter CODE=ANSWER[,ANSWER]]… [--weight W] [--tests holm|bonferroni] [--release] --as EMAIL --reason TEXT [--json]',
  about: 'prints one question by another: counts, shares, bases, with weights and tests where asked for',
  help: `For an analyst or approver of the consultation (--as), with the reason; what was asked is kept in the audit trail, never what was counted.

--rows and --by name questions by their codes, a row of a grid as code_row; --by also "borough" and "way_in".
--filter leaves only some people: sex=female, borough=Haringey,Camden. Several filters must all hold. Two equality
questions are never crossed within boroughs, three never at all.

Counts of 1 to 4 are hidden, and as many others as are needed to keep them so; ${hiddenSign} stands for them.

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
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        rows: { type: 'string' },
        by: { type: 'string' },
        filter: { type: 'string', multiple: true },
        weight: { type: 'string' },
        tests: { type: 'string' },
        release: { type: 'boolean' },
        json: { type: 'boolean' },
        ...behalfOptions,
      },
    })
    const [slug, ...more] = positionals
    if (!slug || more.length > 0 || !values.rows || !values.by)
      throw new WrongUsage('Name one consultation, --rows and --by.')
    const tests = adjustments.find((one) => one === values.tests) ?? null
    if (values.tests && !tests) throw new WrongUsage('--tests is holm or bonferroni.')
    if (values.release && (values.filter || values.weight || values.tests))
      throw new WrongUsage('--release goes with no filter, weight or test.')
    const analyst = await onBehalf(ctx, values)
    if (values.release) return release(analyst, slug, { rows: values.rows, by: values.by }, out, values.json === true)
    const weight =
      values.weight === undefined
        ? null
        : values.weight === 'imported'
          ? ('imported' as const)
          : values.weight.split(',')
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
  const { figure, frame, selected, people, filters, synthetic } = found
  const whom = filters.length > 0 ? `, only ${filters.join(' and ')}` : ''
  out.line(`${frame.title}, counted ${frame.at.slice(0, 10)}: ${number(people)} people in all${whom}`)
  if (synthetic) out.line('Example: every response and figure here is synthetic.')
  if (selected === null || !figure) return out.line('Too few are left, or left out, to show any of it.')
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

function linesOf({ figure, weighted, letters }: TableFigure): string[][] {
  const shares = weighted && 'shares' in weighted ? weighted.shares : null
  return figure!.rows.map(({ label, cells, total }, r) => [
    label,
    ...cells.map(({ count: n, share }, c) => {
      const own = shares ? shares[r]![c]! : share
      return [cell(n), own === null ? '' : percent(own), letters?.[r]?.[c] ?? ''].filter(Boolean).join(' ')
    }),
    cell(total),
  ])
}

const basesOf = ({ figure, weighted }: TableFigure): string[] => [
  'Answered',
  ...figure!.columns.map(({ base }, c) => {
    const effective = weighted && 'shares' in weighted ? weighted.effective[c]! : null
    return effective === null ? cell(base) : `${cell(base)} (${number(Math.floor(effective))} effective)`
  }),
  number(figure!.answered),
]

function notesOf({ figure, weighted, letters, test, restTogether }: TableFigure): string[] {
  const isWeighted = weighted !== null && 'shares' in weighted
  return [
    '',
    `Shares are of those who answered in each column${isWeighted ? ', weighted; counts are people' : ''}.`,
    ...(figure!.hidden > 0 ? [`${hiddenSign}: too few to show, or kept with one that is.`] : []),
    ...(weighted && 'refusals' in weighted ? ['Not weighted:', ...refusalWords(weighted.refusals)] : []),
    ...(isWeighted ? weightWords(weighted.report, weighted.without) : []),
    ...(letters
      ? [
          'A letter: the share is above that column\'s (95%, adjusted over the pairs of the line; bases under 30 and "No answer" are not compared).',
        ]
      : []),
    ...(test && !isWeighted ? [chiWords(test)] : []),
    ...(letters && isWeighted && weighted.test
      ? [
          `Rao and Scott's test: F = ${weighted.test.f.toFixed(2)} on ${weighted.test.df.map((n) => n.toFixed(1)).join(' and ')} degrees of freedom, ${pWords(weighted.test.p)}.`,
        ]
      : []),
    ...(restTogether && letters ? ['Lines with a hidden number were tested as one.'] : []),
    selfSelecting,
    ...(letters ? [ifRandom] : []),
  ]
}

const pWords = (p: number) => (p < 0.001 ? 'p under 0.001' : `p = ${p.toFixed(3)}`)

const chiWords = ({ statistic, df, p, lowCells }: NonNullable<TableFigure['test']>) =>
  `Chi-square: ${statistic.toFixed(1)} on ${count(df, 'degree')} of freedom, ${pWords(p)}.${lowCells > 0 ? ` Doubtful: ${count(lowCells, 'cell')} would be expected to hold fewer than five.` : ''}`

function weightWords(report: WeightingReport | null, without: number): string[] {
  if (!report)
    return without === 0 ? [] : [`${number(without)} people brought no weight and are left out of the table.`]
  const silent = report.didNotSay.filter(({ people }) => people > 0).map(({ characteristic }) => characteristic)
  return [
    `Weighted to the census of London: met in ${count(report.sweeps, 'sweep')}, furthest off by ${(report.worst * 100).toFixed(4)}%.`,
    `The largest weight is ${report.medians.toFixed(1)} times the median${report.capped > 0 ? `, ${count(report.capped, 'weight')} capped` : ''}; design effect ${report.designEffect.toFixed(2)}, as good as ${number(Math.floor(report.effective))} people alike.`,
    ...(silent.length > 0 ? [`Those who did not say their ${list(silent)} keep the share they have.`] : []),
    censusAttribution,
  ]
}

/** Never how many there are: a few would stand out. */
const words: { [R in Refusal['reason']]: (refusal: Extract<Refusal, { reason: R }>) => string } = {
  'nobody answered': ({ characteristic, category }) =>
    `${characteristic}: nobody here is "${category}", so nobody can stand for them.`,
  'too few answered': ({ characteristic, category, least }) =>
    `${characteristic}: fewer than ${least} are "${category}": too few to stand for all of them.`,
  'nobody lives there': ({ characteristic, category }) =>
    `${characteristic}: "${category}" has no residents in the census.`,
  'no weights meet all targets': ({ characteristic, miss }) =>
    `No weights meet all targets: ${characteristic} stays ${(miss * 100).toFixed(1)}% off. Weight by fewer.`,
  'a weight is too large': ({ medians, most }) =>
    `One weight would be ${medians.toFixed(1)} times the median; ${most} is the most. Weight by fewer.`,
}
const refusalWords = (refusals: Refusal[]) =>
  refusals.map((one) => `  ${(words[one.reason] as (refusal: Refusal) => string)(one)}`)
