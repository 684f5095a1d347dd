import { censusAttribution } from '../../shared/population/characteristics.ts'
import type { Figure } from './api.ts'

/** What each figure's "How was this computed?" says: base, rules, source. */

export const HiddenRule = () => (
  <p>
    Counts of 1 to 4 are hidden on the server, before anything reaches this page, and so are as many others as are
    needed to keep them from being worked out: groups of a few people stand together in one column, and how many were
    not asked is hidden where it would tell how a few people answered. Nothing is rounded. Every look is logged. Within
    a borough or a way in, a question shows what its table with the boroughs or the ways in across it would show.
  </p>
)

export const Chose = () => (
  <p>
    People chose to answer. These figures describe them, not all Londoners, so there are no intervals or tests on
    answers unless an analyst turns them on and says why.
  </p>
)

/** Weighting: the method, its figures, and what it cannot do. */
export const HowWeighted = ({ says, isRaked }: { says: string[]; isRaked: boolean }) => (
  <>
    <p>
      {isRaked
        ? 'Everybody who answered gets a weight, so that together they are as London’s residents at Census 2021 in each characteristic chosen (raking, iterative proportional fitting; a weight over five medians is capped and raked again). Refused where a category has fewer than 20 answers. Filters choose among the weighted people afterwards.'
        : 'The weights came with the imported answers.'}{' '}
      {says.join(' ')}
    </p>
    <p>
      What the answers are worth is Kish’s effective number: (Σw)² / Σw². Weighted shares are told in whole per cent and
      effective numbers in fives, and no column with a hidden number is weighted: finer figures would give hidden counts
      away. Weighting corrects only what it weights on.
    </p>
    {isRaked ? <p>{censusAttribution}</p> : null}
  </>
)

/** Tests: the method and its figures. */
export const HowTested = ({ says }: { says: string[] }) => (
  <>
    <p>{says.join(' ')}</p>
    <p>
      Letters are pooled z tests of each pair of columns, on effective numbers where there are weights. The test of the
      whole table is Pearson’s chi-square, and with weights Rao and Scott’s of the second order. Both use only numbers
      that are shown. People chose to answer: a test holds only “if this were a random sample”.
    </p>
  </>
)

interface HowQuestionProps {
  several: boolean
  bases: string
  measures: Pick<Figure, 'weighted' | 'intervals' | 'summaries'>
  /** Weighted to the census, not by weights that were imported. */
  isRaked: boolean
}

export function HowQuestion({ several, bases, measures, isRaked }: HowQuestionProps) {
  return (
    <>
      <p>
        A share is the count divided by everybody who answered this question.
        {several ? ' One person may choose several answers, so the shares add up to more than 100%.' : ''}
      </p>
      <p>{bases} Those who were not asked, left it blank, preferred not to say or did not know are kept apart.</p>
      <p>
        Only people whose answer is in are counted. Groups’ formal responses are listed apart and are never one person.
      </p>
      {measures.weighted ? (
        <HowWeighted says={isRaked ? ['How well it went stands above the first question.'] : []} isRaked={isRaked} />
      ) : null}
      {measures.summaries.length > 0 ? (
        <p>
          Means and medians are of those who answered, and only where no number is hidden; of numbers and dates only
          from 20 answers.
        </p>
      ) : null}
      {measures.intervals ? (
        <p>
          Intervals of 95%: Wilson’s for a share; for a weighted share the linearised error on the log-odds scale; for a
          mean t times its linearised error; for a median Woodruff’s. Weights are taken as they are: raked ones would
          allow slightly narrower intervals. They hold only “if this were a random sample”.
        </p>
      ) : null}
      <HiddenRule />
      {measures.intervals ? null : <Chose />}
    </>
  )
}

export function HowHeard({ area }: { area: string }) {
  return (
    <>
      <p>
        The share of those who answered is set beside the share of residents in {area} at Census 2021. Both leave out
        people who did not answer. Age compares people of 16 and over; where it is not shown how few are younger, they
        are among those who answered. Every number is one that the table of the question by borough shows.
      </p>
      <p>
        The index is the share divided by {area === 'London' ? 'London’s' : 'the borough’s'} share, times 100. The line
        is a Wilson interval of 95%. The test is an exact binomial test against the census share (beyond 200,000 answers
        a score test, which then says the same).
      </p>
      <p>
        <strong>Much fewer</strong>: Holm’s p is below .05 and the index below 80. <strong>Fewer</strong>:
        Benjamini-Hochberg’s q is below .10 and the index below 90. <strong>More</strong>: q is below .10 and the index
        above 110. <strong>In line</strong>: the interval lies inside 0.8 to 1.25 of the census share. Else{' '}
        <em>cannot tell</em>. Both corrections run within one characteristic.
      </p>
      <p>
        The sentence below a characteristic is the total variation distance: half the sum of all gaps, more or fewer
        alike, with the value a random sample of the same size would show on average. It is told where no number is
        hidden. How the verdicts are reached, and how often they are wrong, is in docs/inclusion-method.md of the
        product.
      </p>
      <p>
        “To close it” is how many more answers from that group alone would bring its share up to the census. For several
        groups it is counted on the groups together, never added up.
      </p>
      <HiddenRule />
      <p>
        Source: Office for National Statistics licensed under the Open Government Licence v3.0. Census 2021, 21 March
        2021. Central London was emptier than usual on that day.
      </p>
    </>
  )
}
