import { sql } from 'drizzle-orm'
import { askedQuestions, type VersionDocument } from '../../shared/analysis/layout.ts'
import { say } from '../../shared/kernel/text.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { unpiped } from '../../shared/questionnaires/piping.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { rows } from '../platform/db.ts'
import { notFound } from '../platform/errors.ts'
import { beforeAnyUuid } from '../platform/uuid.ts'
import { type Frame, frameOf } from './frame.ts'
import { versionsOf } from './reader.ts'

/** A question whose answers, or whose "other" beside them, are words. Never one of the equality questions. */
export interface TextQuestion {
  id: string
  text: string
  /** Its words stand beside an option. */
  isOther: boolean
}

export interface TextPage {
  frame: Frame
  questions: TextQuestion[]
  question: TextQuestion | null
  texts: { id: string; text: string; synthetic: boolean }[]
  /** How many there are in all. */
  total: number
  /** Where the next page begins; null at the end. */
  next: string | null
}

const pageSize = 50

/**
 * What people wrote, a page at a time in the order of random ids: nothing tells when or by whom. Words only, never beside
 * an equality answer; each page read is in the audit trail.
 */
export async function freeTexts(
  ctx: Ctx,
  consultationId: string,
  asked: { question?: string | undefined; after?: string | undefined },
): Promise<TextPage> {
  const frame = await frameOf(ctx, consultationId)
  const questions = textQuestions((await versionsOf(ctx, [consultationId])).get(consultationId) ?? [])
  const question = asked.question ? questions.find(({ id }) => id === asked.question) : questions[0]
  if (asked.question && !question) throw notFound()
  if (!question) return { frame, questions, question: null, texts: [], total: 0, next: null }
  const found = await inTransaction(ctx, async (tx) => {
    const page = await readPage(tx, consultationId, question, asked.after ?? beforeAnyUuid)
    await audit(tx, {
      verb: 'analysis.read-free-text',
      subject: `consultation:${consultationId}`,
      scope: consultationId,
      detail: { question: question.id, rows: page.texts.length },
    })
    return page
  })
  return { frame, questions, question, ...found }
}

async function readPage(tx: Ctx, consultationId: string, { id, isOther }: TextQuestion, after: string) {
  const words = isOther ? sql`r.answers -> ${id}::text ->> 'other'` : sql`r.answers -> ${id}::text ->> 'text'`
  const from = sql`from responses r where r.consultation_id = ${consultationId}::uuid and r.state = 'in'
    and r.group_id is null and ${words} is not null`
  const found = await rows<{ id: string; text: string; synthetic: boolean }>(
    tx.db,
    sql`select r.id, ${words} as text, r.synthetic ${from} and r.id > ${after}::uuid order by r.id limit ${pageSize + 1}`,
  )
  const [count] = await rows<{ total: number }>(tx.db, sql`select count(*)::int as total ${from}`)
  const texts = found.slice(0, pageSize)
  return { texts, total: Number(count?.total ?? 0), next: found.length > pageSize ? texts.at(-1)!.id : null }
}

function textQuestions(versions: VersionDocument[]): TextQuestion[] {
  const found = new Map<string, TextQuestion>()
  for (const { document } of versions) {
    for (const { question, part } of askedQuestions(document)) {
      if (part === 'equality' || !holdsWords(question)) continue
      const isOther = question.type === 'single' || question.type === 'multiple'
      found.set(question.id, {
        id: question.id,
        text: say(unpiped(question.text, document), document.language),
        isOther,
      })
    }
  }
  // Questions that ask for words come before the words beside an option.
  return [...found.values()].sort((a, b) => Number(a.isOther) - Number(b.isOther))
}

const holdsWords = (question: Question): boolean =>
  question.type === 'long_text' ||
  question.type === 'short_text' ||
  ((question.type === 'single' || question.type === 'multiple') && question.options.some((option) => option.other))
