import { answerWords as words } from '../../shared/questionnaires/answer-words.ts'
import type { Answer, Question } from '../../shared/questionnaires/document.ts'
import { dayOf } from './dates.ts'

/** An answer in the words of its question, a line each; empty when it was left blank. */
export const answerWords = (question: Question, answer: Answer | undefined, language: string): string[] =>
  words(question, answer, language, dayOf)
