import { capital, say } from '../kernel/text.ts'
import type { Ref } from './act-tree.ts'
import type { Answers, QuestionnaireDocument } from './document.ts'
import { brokenUses, isNumbered, type Place, places } from './places.ts'
import { isBare, keyOf } from './proof-model.ts'
import { type Verdicts, verdictsOn, wholeProof } from './proof-verdicts.ts'
import { becauseOf, refTo } from './proof-words.ts'
import { equalityProblems, questionProblems } from './question-problems.ts'
import { minutes } from './reading-time.ts'
import { brokenSentence } from './refusals.ts'
import { languageName, untranslated } from './translations.ts'

/** `stop` keeps it from being published; `look` is for the author's judgement. */
export interface Finding {
  level: 'stop' | 'look'
  kind: string
  /** What it is about; null is the questionnaire as a whole. */
  at: Ref | null
  message: string
  /** A person for whom it holds, where there is one. */
  witness?: Answers
}

/** All that can be said before publishing: first what stops it, then what is worth a look, each in document order. */
export const check = (document: QuestionnaireDocument): Finding[] =>
  findingsOn(document, verdictsOn(document, { steps: wholeProof }))

/** What is to be said of a questionnaire, by place, from verdicts that were found before. */
export function findingsOn(document: QuestionnaireDocument, verdicts: Verdicts): Finding[] {
  const all = verdicts.model.all
  const broken = brokenUses(document)
  const found = [
    ...wholeProblems(document, all),
    ...broken.map((use) =>
      stop(
        use.user,
        'condition',
        brokenSentence(use, use.user.name, use.target?.name ?? 'a question that is not here', 'is'),
      ),
    ),
    ...duplicateCodes(all),
    ...duplicateCharacteristics(all),
    ...all.flatMap((place) => placeProblems(place, document)),
    ...(broken.length === 0 ? all.flatMap((place) => reachProblems(place, verdicts)) : []),
    ...all.flatMap((place) => languageProblems(place, document)),
  ]
  return [...found.filter((one) => one.level === 'stop'), ...found.filter((one) => one.level === 'look')]
}

/** Nothing stands in the way; what is only to be looked at does not. */
export const canPublish = (findings: Finding[]) => findings.every((finding) => finding.level !== 'stop')

export interface Summary {
  sentence: string
  questions: number
  minutes: number
  equality: 'last' | 'not last' | 'none'
}

/** The line under the builder: `All 23 questions reachable`. */
export function summarise(document: QuestionnaireDocument, findings = check(document)): Summary {
  const questions = places(document).filter(({ question }) => question && isNumbered(question)).length
  const dead = new Set(findings.filter((f) => f.kind === 'dead' && f.at?.kind === 'question').map((f) => f.at!.id)).size
  const unproved = findings.some((f) => f.kind === 'unproved')
  const at = document.sections.findIndex((section) => section.equality)
  return {
    sentence: sentence(questions, dead, unproved),
    questions,
    minutes: minutes(document),
    equality: at < 0 ? 'none' : document.sections.slice(at).every((section) => section.equality) ? 'last' : 'not last',
  }
}

function sentence(questions: number, dead: number, unproved: boolean): string {
  if (questions === 0) return 'No questions yet'
  if (dead === 1) return 'One question is never asked'
  if (dead > 1) return `${dead} questions are never asked`
  if (unproved) return 'Not every question could be proved reachable'
  return questions === 1 ? 'The one question is reachable' : `All ${questions} questions reachable`
}

const stop = (place: Place, kind: string, message: string): Finding => ({
  level: 'stop',
  kind,
  at: refTo(place),
  message,
})
const look = (place: Place, kind: string, message: string): Finding => ({
  level: 'look',
  kind,
  at: refTo(place),
  message,
})

function wholeProblems(document: QuestionnaireDocument, all: Place[]): Finding[] {
  const whole = (level: Finding['level'], kind: string, message: string): Finding => ({
    level,
    kind,
    at: null,
    message,
  })
  const asks = all.some((place) => place.part === 'main' && place.question && isNumbered(place.question))
  return [
    ...(say(document.title, document.language).trim() === ''
      ? [whole('stop', 'words', 'The questionnaire has no title.')]
      : []),
    ...(asks ? [] : [whole('stop', 'empty', 'There is no question to answer yet.')]),
    ...equalityPlace(document).flatMap((message) => [whole('look', 'equality', message)]),
  ]
}

function equalityPlace(document: QuestionnaireDocument): string[] {
  const first = document.sections.findIndex((section) => section.equality)
  if (first < 0) return ['There are no equality questions: you will not see who is missing.']
  const isLast = document.sections.slice(first).every((section) => section.equality)
  return isLast ? [] : ['A section stands after the equality questions, but people are asked those last. Move it up.']
}

function duplicateCodes(all: Place[]): Finding[] {
  const questions = all.filter((place) => place.question)
  return questions.flatMap((place, n) => {
    const first = questions.findIndex((other) => other.question!.code === place.question!.code)
    if (first === n) return []
    return [
      stop(
        place,
        'code',
        `${capital(place.name)} is kept as “${place.question!.code}”, and so is ${questions[first]!.name}.`,
      ),
    ]
  })
}

/** Two questions compared with the same figures of a borough would count everybody twice. */
function duplicateCharacteristics(all: Place[]): Finding[] {
  const compared = all.filter((place) => place.question?.characteristic !== undefined)
  return compared.flatMap((place, n) => {
    const first = compared.findIndex((other) => other.question!.characteristic === place.question!.characteristic)
    if (first === n) return []
    const message = `${capital(place.name)} is compared with the same figures as ${compared[first]!.name}. Keep one of them.`
    return [stop(place, 'characteristic', message)]
  })
}

function placeProblems(place: Place, document: QuestionnaireDocument): Finding[] {
  if (!place.question) return []
  const problems = [
    ...questionProblems(place.question, document.language),
    ...(place.part === 'equality' ? equalityProblems(place.question) : []),
  ]
  return problems.map(({ level, kind, message }) => ({
    level,
    kind,
    at: refTo(place),
    message: `${capital(place.name)}: ${message}`,
  }))
}

/** What can never be asked, who gets stuck, and conditions that change nothing. What is inside a dead thing is not named again. */
function reachProblems(place: Place, { reached, conditions, stuck }: Verdicts): Finding[] {
  const [verdict, wall] = [reached.get(keyOf(place))!, stuck.get(keyOf(place))]
  const name = capital(place.name)
  if (verdict.is === 'unproved')
    return [look(place, 'unproved', `${name}: too many ways lead here to prove that it can be asked.`)]
  if (verdict.is === 'dead') {
    const isTold =
      verdict.why.is === 'inside' ? place.kind !== 'question' : verdict.why.is === 'empty' && !isFull(place)
    return isTold ? [] : [stop(place, 'dead', `${name} is never asked: ${becauseOf(verdict.why)}.`)]
  }
  return [
    ...(wall
      ? [
          {
            ...stop(place, 'stuck', `${name} must be answered, and some people have no answer to give.`),
            witness: wall.answers,
          },
        ]
      : []),
    ...(wall === null
      ? [look(place, 'unproved', `${name}: it could not be proved that everybody can answer it.`)]
      : []),
    ...(conditions.get(keyOf(place)) === 'always'
      ? [look(place, 'always', `${name}: its condition is always true, so it changes nothing.`)]
      : []),
  ]
}

/** A page without questions, or a question without answers, is told of by itself. */
const isFull = ({ kind, question }: Place) => kind === 'question' && !isBare(question)

function languageProblems(place: Place, document: QuestionnaireDocument): Finding[] {
  const languages = untranslated(document, place).map(languageName)
  if (languages.length === 0) return []
  return [look(place, 'translation', `${capital(place.name)}: not all its words are in ${languages.join(', ')} yet.`)]
}
