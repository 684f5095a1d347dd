import type { SketchBody, SketchItem, Words } from './sketch.ts'
import type { SourceNode } from './source-node.ts'
import { itemOf } from './surveyjs-choices.ts'
import type { Making } from './surveyjs-elements.ts'

/** SurveyJS draws no more points than that. */
const mostPoints = 20

/** Whole steps of one make a scale, with words for its points where they have some; anything else is a choice. */
export function rating(element: SourceNode, making: Making): SketchBody {
  const ends = { low: wordsAt(element, 'minRateDescription'), high: wordsAt(element, 'maxRateDescription') }
  const values = element.is('autoGenerate') ? [] : element.list('rateValues')
  if (values.length > 0) return ofValues(values, ends, making)
  const { from, to, step } = pointsOf(element, making)
  if (step === 1 && Number.isInteger(from) && from < to && from >= -100 && to <= 100)
    return { type: 'scale', from, to, ...ends }
  const at = element.cellAt('rateStep')?.at ?? element.at
  const points: SketchItem[] = []
  for (let n = 0; from + n * step <= to && n < mostPoints; n += 1) {
    const name = String(from + n * step)
    points.push({ name, label: [{ language: '', cell: { at, value: name } }] })
  }
  return asChoices(points, ends, making)
}

type Ends = Required<Pick<SketchBody, 'low' | 'high'>>

/** Names of older files, the first of them misspelt so in SurveyJS itself. */
const older = { minRateDescription: 'mininumRateDescription', maxRateDescription: 'maximumRateDescription' }

function wordsAt(element: SourceNode, key: keyof typeof older): Words {
  const words = element.words(key)
  return words.length > 0 ? words : element.words(older[key])
}

function ofValues(values: SourceNode[], { low, high }: Ends, making: Making): SketchBody {
  const { ledger } = making
  const options = values.map((node) => itemOf(node, ledger))
  const points = options.map(({ name }) => Number(name))
  const even = points.every((point, n) => Number.isInteger(point) && point === points[0]! + n && Math.abs(point) <= 100)
  if (!even || points.length < 2) return asChoices(options, { low, high }, making)
  for (const { named } of options) if (named) ledger.converted(named.at, 'A point of the scale.')
  const worded = options.some(({ named, label }) => label.length > 0 && label[0]!.cell !== named)
  const labels = options.map(({ label }) => label)
  return { type: 'scale', from: points[0]!, to: points.at(-1)!, low, high, ...(worded && { labels }) }
}

function asChoices(options: SketchItem[], { low, high }: Ends, { ledger }: Making): SketchBody {
  for (const { cell } of [...low, ...high])
    ledger.unsupported(cell.at, 'Its points became choices, and a choice has no words for its ends.')
  return { type: 'single', options }
}

/** The first and the last point, as SurveyJS counts: a number of points counts from the one end that is given. */
function pointsOf(element: SourceNode, { ledger }: Making): { from: number; to: number; step: number } {
  const [least, most, count] = ['rateMin', 'rateMax', 'rateCount'].map((key) => element.number(key))
  for (const key of ['rateMin', 'rateMax', 'rateStep', 'rateCount']) {
    const cell = element.cellAt(key)
    if (cell) ledger.converted(cell.at, 'It is kept in the points of the scale.')
  }
  const step = Math.abs(element.number('rateStep') ?? 1) || 1
  const span = count ? (count - 1) * step : undefined
  const from = least ?? (most !== undefined && span !== undefined ? most - span : 1)
  const to = most ?? (least !== undefined && span !== undefined ? least + span : 5)
  if (count !== undefined && least === undefined && most === undefined)
    ledger.approximated(element.child('rateCount').at, 'SurveyJS counts from a first or last point, and none is given.')
  const last = from + (mostPoints - 1) * step
  if (to <= last) return { from, to, step }
  ledger.approximated(
    element.child('rateMax').at,
    `SurveyJS draws ${mostPoints} points at most, and so it is asked here.`,
  )
  return { from, to: last, step }
}
