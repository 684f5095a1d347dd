import type { Cell, Ledger } from './fidelity.ts'
import type { LimeQuestion } from './limesurvey-model.ts'
import type { SketchQuestion } from './sketch.ts'

/** A value that is worked out: it is known by its name to the conditions, and no question is made of it. */
export function calculation(drawn: LimeQuestion, calculations: Map<string, Cell>, ledger: Ledger): SketchQuestion[] {
  const message = 'A value that is worked out: it goes into the conditions that use it, and is not kept as an answer.'
  for (const cell of [drawn.typed, drawn.named]) ledger.approximated(cell.at, message)
  sayUnasked(drawn, ledger)
  const equation = drawn.attributes.get('equation')
  const worked = equation ?? drawn.text[0]?.cell
  const unused = 'No condition uses this value, and no value is kept that nobody gave.'
  const shown = 'What it comes to is not shown to anybody here.'
  if (worked) ledger.onlyIfNothingElse(worked.at, unused)
  for (const { cell } of drawn.text) if (cell !== worked) ledger.onlyIfNothingElse(cell.at, equation ? shown : unused)
  if (!worked) return []
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(worked.value)?.[1]
  calculations.set(drawn.name, { at: worked.at, value: inner ?? worked.value })
  return []
}

/** A value that is worked out is asked of nobody, so most settings of a question mean nothing to it. */
function sayUnasked({ relevance, mandatory: required, other, attributes }: LimeQuestion, ledger: Ledger): void {
  const off = [required, other].filter((cell) => cell?.value.trim() === 'N')
  for (const cell of [...off, attributes.get('hidden')])
    if (cell) ledger.converted(cell.at, 'It is asked of nobody, there as here.')
  if (relevance?.value.trim() === '1') ledger.converted(relevance.at, 'It is always worked out.')
  else if (relevance)
    ledger.unsupported(relevance.at, 'When it is worked out is not kept: the conditions that use it look at it always.')
}

/** A hidden choice takes its value from the link; anything else that is hidden is not asked. */
export function asHidden(made: SketchQuestion[], drawn: LimeQuestion, ledger: Ledger): SketchQuestion[] {
  const [only] = made
  const at = drawn.attributes.get('hidden')!.at
  if (made.length === 1 && only?.body.type === 'single' && only.body.options) {
    ledger.approximated(at, 'It is never shown; its value comes from the link, by the code of the question.')
    const { options } = only.body
    return [{ ...only, body: { type: 'hidden', options } }]
  }
  ledger.unsupported(at, 'It is never shown, so it is left out.')
  ledger.unsupported(drawn.typed.at, 'It is never shown, so it is left out.')
  ledger.rest(drawn.cells, 'unsupported', 'It belongs to a question that is never shown, so it is left out.')
  return []
}
