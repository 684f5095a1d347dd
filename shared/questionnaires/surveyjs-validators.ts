import { isEmailPattern } from './email-patterns.ts'
import type { SketchBody, SketchCheck } from './sketch.ts'
import { emailAsked } from './sketch-limits.ts'
import type { SourceNode } from './source-node.ts'
import type { Making } from './surveyjs-elements.ts'

/** The validators of a question: plain limits go to its settings, expressions become checks. */
export function withValidators(
  element: SourceNode,
  body: SketchBody,
  making: Making,
  mustAnswer: boolean,
): { body: SketchBody; checks: SketchCheck[] } {
  const checks: SketchCheck[] = []
  let limited = body
  for (const validator of element.list('validators')) {
    const type = validator.text('type').replace(/validator$/, '')
    const expression = validator.cellAt('expression')
    if (type === 'expression' && expression) {
      checks.push({ holds: expression, message: validator.words('text') })
      if (!mustAnswer)
        making.ledger.approximated(
          expression.at,
          'It is looked at here once there is an answer; there a blank is one, too.',
        )
      said(validator, ['type'], making)
      continue
    }
    const pattern = validator.cellAt('regex')
    if (type === 'regex' && pattern && limited.type === 'short_text' && isEmailPattern(pattern.value)) {
      limited = { ...limited, preset: 'email' }
      for (const cell of [pattern, ...validator.words('text').map((one) => one.cell)])
        making.ledger.approximated(cell.at, emailAsked)
      said(validator, ['type'], making)
      continue
    }
    const limits = limitsOf(type, validator, limited)
    if (!limits) continue
    limited = { ...limited, ...limits }
    said(validator, ['type', 'minValue', 'maxValue', 'maxLength', 'minCount', 'maxCount'], making)
    for (const { cell } of validator.words('text'))
      making.ledger.unsupported(cell.at, 'The words of the reminder are the page’s own here.')
  }
  return { body: limited, checks }
}

function said(validator: SourceNode, keys: string[], { ledger }: Making): void {
  for (const key of keys) {
    const cell = validator.cellAt(key)
    if (cell) ledger.converted(cell.at, 'It became a limit of the question.')
  }
}

/** The narrower of the limits of the field and of its rule: both hold. */
const narrowed = ({ minimum, maximum }: SketchBody, least: number | undefined, most: number | undefined) => ({
  ...(least !== undefined && { minimum: Math.max(least, minimum ?? least) }),
  ...(most !== undefined && { maximum: Math.min(most, maximum ?? most) }),
})

/** What the question's own settings can hold; undefined when they cannot. */
function limitsOf(type: string, validator: SourceNode, body: SketchBody): Partial<SketchBody> | undefined {
  const [least, most] = [validator.number('minValue'), validator.number('maxValue')]
  switch (type) {
    case 'numeric':
      if (body.type === 'number') return narrowed(body, least, most)
      if (body.type !== 'short_text' || body.preset) return undefined
      return {
        type: 'number',
        decimals: 6,
        ...(least !== undefined && { minimum: least }),
        ...(most !== undefined && { maximum: most }),
      }
    case 'email':
      return body.type === 'short_text' ? { preset: 'email' } : undefined
    case 'text': {
      const length = validator.number('maxLength')
      const written = body.type === 'short_text' || body.type === 'long_text'
      return written && length && length > 0 ? { maximum: Math.min(length, body.maximum ?? length) } : undefined
    }
    case 'answercount': {
      const [fewest, furthest] = [validator.number('minCount'), validator.number('maxCount')]
      return body.type === 'multiple'
        ? { ...(fewest && { minimum: fewest }), ...(furthest && { maximum: furthest }) }
        : undefined
    }
    default:
      return undefined
  }
}
