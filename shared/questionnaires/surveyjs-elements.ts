import type { Cell, Ledger } from './fidelity.ts'
import { question, type SketchItem, type SketchQuestion, type Words } from './sketch.ts'
import { ImportRefused } from './sketch-document.ts'
import type { ChoiceRoom } from './sketch-room.ts'
import type { SourceNode } from './source-node.ts'
import { conditionsOf } from './surveyjs-choices.ts'
import { matrixQuestions } from './surveyjs-matrix.ts'
import { isLeftOut, isSwitchedOff, questionOf, severalTexts } from './surveyjs-questions.ts'

export interface Making {
  ledger: Ledger
  calculations: Map<string, Cell>
  languages: Set<string>
  /** The options drawn so far, for the questions that take theirs from them. */
  byName: Map<string, SketchItem[]>
  /** The names of the answers so far. */
  names: Set<string>
  room: ChoiceRoom
}

/** What an element takes over from the panels around it. */
export interface Around {
  askIf: Cell[]
  depth: number
}

const deepest = 50

/** The questions of a page or panel in order; panels are opened, and their conditions go to each of their questions. */
export function elementsOf(node: SourceNode, key: string, around: Around, making: Making): SketchQuestion[] {
  if (around.depth > deepest) throw new ImportRefused(`Its panels are nested deeper than ${deepest}.`)
  return node.list(key).flatMap((element) => {
    // What is no object at all asks nothing.
    if (element.keys().length === 0) return []
    const found = elementOf(element, around, making)
    for (const one of found) noteLanguages(one, making)
    return found
  })
}

function elementOf(element: SourceNode, around: Around, making: Making): SketchQuestion[] {
  const type = element.text('type') || (element.child('elements').value ? 'panel' : 'text')
  const typed = element.cellAt('type')
  const { ledger } = making
  if (type === 'panel' || type === 'flowpanel') return panelOf(element, around, making)
  const why = isLeftOut(element, type)
  if (why) {
    if (typed) ledger.unsupported(typed.at, `${why} It is left out.`)
    ledger.rest(element.cells(), 'unsupported', `It belongs to a question that is left out: ${why}`)
    return []
  }
  if (type === 'expression') return worked(element, making)
  if (typed) ledger.converted(typed.at, 'The type of a question.')
  for (const key of ['hideIfChoicesEmpty', 'hideIfRowsEmpty'])
    if (element.is(key)) ledger.converted(element.child(key).at, 'Where nothing is left to choose, nothing is asked.')
  const askIf = [...around.askIf, ...conditionsOf(element, ledger)]
  const made = questionsOf(element, type, askIf, making)
  return made.length > 0 ? [...made, ...commentOf(element, askIf, making)] : []
}

function questionsOf(element: SourceNode, type: string, askIf: Cell[], making: Making): SketchQuestion[] {
  sharedName(element, making)
  if (type === 'multipletext') return severalTexts(element, askIf, making)
  if (type === 'matrixdropdown') return matrixQuestions(element, askIf, making)
  const made = questionOf(element, type, askIf, making)
  return made ? [made] : []
}

/** Questions of one name share one answer in SurveyJS. */
function sharedName(element: SourceNode, { ledger, names }: Making): void {
  const name = element.cellAt('valueName') ?? element.cellAt('name')
  if (!name) return
  if (names.has(name.value))
    ledger.approximated(name.at, 'It shares its answer with an earlier question there; here each has its own.')
  names.add(name.value)
}

function panelOf(panel: SourceNode, around: Around, making: Making): SketchQuestion[] {
  const { ledger } = making
  if (isNeverShown(panel, ledger)) return []
  const [typed, named] = [panel.cellAt('type'), panel.cellAt('name')]
  if (typed) ledger.converted(typed.at, 'A panel became a part of its page.')
  if (named) ledger.converted(named.at, 'The name of a panel.')
  const askIf = [...around.askIf, ...conditionsOf(panel, ledger)]
  const name = named?.value ?? 'panel'
  const headings = (['title', 'description'] as const).flatMap((key) => {
    const text = panel.words(key)
    const at = panel.child(key).at
    const drawn = { text, askIf, body: { type: 'statement' as const } }
    return text.length > 0 ? [question({ name: `${name}_${key}`, at, named: false, ...drawn })] : []
  })
  for (const one of headings) noteLanguages(one, making)
  const key = panel.child('elements').value ? 'elements' : 'questions'
  return [...headings, ...elementsOf(panel, key, { askIf, depth: around.depth + 1 }, making)]
}

/** A panel or page that is switched off takes everything in it along. */
export function isNeverShown(container: SourceNode, ledger: Ledger): boolean {
  if (!isSwitchedOff(container)) {
    const { cell, truth } = container.child('visible')
    const said = truth === false ? 'Its condition says when it is shown.' : 'Whether it is shown.'
    if (cell) ledger.converted(cell.at, said)
    return false
  }
  ledger.rest(container.cells(), 'unsupported', 'It is never shown, or by a trigger alone, so all of it is left out.')
  return true
}

function worked(element: SourceNode, { ledger, calculations }: Making): SketchQuestion[] {
  const [name, expression] = [element.cellAt('name'), element.cellAt('expression')]
  for (const cell of [element.cellAt('type'), name])
    if (cell)
      ledger.approximated(
        cell.at,
        'A value that is worked out: it goes into the conditions that use it, and is not shown.',
      )
  if (name && expression) calculations.set(name.value, expression)
  return []
}

/** A comment beside a question becomes a question of its own after it. */
function commentOf(element: SourceNode, askIf: Cell[], { ledger }: Making): SketchQuestion[] {
  const wanted = ['hasComment', 'showCommentArea'].map((key) => element.child(key)).find(({ truth }) => truth)
  if (!wanted) return []
  ledger.approximated(wanted.at, 'The comment beside the question became a question of its own after it.')
  const said = element.words('commentText')
  const text: Words = said.length > 0 ? said : [{ language: '', cell: { at: wanted.at, value: 'Other (describe)' } }]
  const beside = element.text('name') || 'question'
  const aliases = [{ name: `${beside}-Comment` }]
  const drawn = { text, askIf, aliases, body: { type: 'long_text' as const } }
  return [question({ name: `${beside}_comment`, at: wanted.at, named: false, ...drawn })]
}

function noteLanguages(one: SketchQuestion, { languages }: Making): void {
  const { body } = one
  const items = [...(body.options ?? []), ...(body.rows ?? [])].map(({ label }) => label)
  for (const words of [one.text, one.help ?? [], ...items]) for (const { language } of words) languages.add(language)
}
