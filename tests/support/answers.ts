import { randomBytes } from 'node:crypto'
import type { Submission } from '../../server/responses/submit.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import type { OpenConsultation } from './fixtures.ts'

export const freshKey = () => randomBytes(16).toString('base64url')

export const someAnswers: Answers = {
  priorities: { options: ['knives', 'traffic'] },
  why: { text: 'My children walk to school.' },
  contact: { option: 'no' },
}

/** A submission to the consultation's open link; change what the test is about. */
export const aSubmission = (to: OpenConsultation, change: Partial<Submission> = {}): Submission => ({
  collectorId: to.collectorId,
  versionId: to.versionId,
  noticeNumber: to.noticeNumber,
  key: freshKey(),
  answers: someAnswers,
  startedAt: null,
  ...change,
})
