import type { Cell, Ledger } from './fidelity.ts'
import type { LimeItem, LimeQuestion } from './limesurvey-model.ts'
import type { SketchCheck, SketchItem, Words } from './sketch.ts'

/** Settings of which nought is a size, and not off. */
const measured = /min|max|value|slider_default|size|width|equals|relevance/
/** Orders that are the author's own, and switches that are off. */
const plain = /^(0|N|none|normal)$/i

/** The settings of a question, each said to be kept when it is read. */
export class LimeSettings {
  readonly question: LimeQuestion
  readonly ledger: Ledger

  constructor(question: LimeQuestion, ledger: Ledger) {
    this.question = question
    this.ledger = ledger
  }

  /** A switch that is off leaves nothing out. */
  sayOff(): void {
    const { attributes, other } = this.question
    const off = [...attributes].filter(([name, { value }]) => plain.test(value.trim()) && !measured.test(name))
    for (const cell of [...off.map(([, cell]) => cell), ...(other?.value.trim() === 'N' ? [other] : [])])
      this.ledger.converted(cell.at, 'The setting is off.')
  }

  text(name: string): string | undefined {
    const cell = this.question.attributes.get(name)
    if (cell) this.ledger.converted(cell.at, 'The setting is kept in the question.')
    return cell?.value.trim()
  }

  isOn(name: string): boolean {
    const value = this.text(name)
    return value === '1' || value?.toUpperCase() === 'Y'
  }

  /** A plain number; an expression stays unread, so that it is reported. */
  number(name: string): number | undefined {
    const cell = this.question.attributes.get(name)
    const value = cell && cell.value.trim() !== '' ? Number(cell.value) : Number.NaN
    if (!cell || !Number.isFinite(value)) return undefined
    this.ledger.converted(cell.at, 'The setting is kept in the question.')
    return value
  }

  words(name: string): Words {
    return this.question.attributeWords.get(name) ?? []
  }

  /** A day, or the first or last day of a year. */
  day(name: 'date_min' | 'date_max'): string | undefined {
    const value = this.question.attributes.get(name)?.value.trim() ?? ''
    const day = /^\d{4}$/.test(value) ? `${value}-${name === 'date_min' ? '01-01' : '12-31'}` : value
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
    this.text(name)
    return day
  }

  /** What expressions call the whole question, beside its code. */
  names(): string[] {
    const { sgqa, qid } = this.question
    return [...(sgqa ? [sgqa] : []), ...(qid ? [`Q${qid}`] : [])]
  }

  /** What expressions call a box, a row or a field of it: by code, by the older numbers, by the newer ones. */
  partNames(part: string): string[] {
    const { name, sgqa, qid, subs } = this.question
    const number = subs.find((sub) => sub.name === part)?.qid
    return [`${name}_${part}`, ...(sgqa ? [`${sgqa}${part}`] : []), ...(qid && number ? [`Q${qid}_S${number}`] : [])]
  }

  /** A rule written as an expression, with its words. */
  checks(): SketchCheck[] {
    const holds = this.question.attributes.get('em_validation_q')
    return holds ? [{ holds, message: this.words('em_validation_q_tip') }] : []
  }

  /** Another order for each person. */
  shuffle(): { shuffle?: true } {
    const names = ['random_order', 'answer_order', 'subquestion_order'].filter((name) =>
      this.question.attributes.has(name),
    )
    const on = names.filter((name) => ['1', 'random'].includes(this.question.attributes.get(name)!.value.trim()))
    for (const name of on) this.text(name)
    return on.length > 0 ? { shuffle: true } : {}
  }
}

export const cellWords = (cell: Cell, value: string): Words => [{ language: '', cell: { at: cell.at, value } }]

/** Options or rows of a list, with what filters and excludes them. */
export function itemsOf(list: LimeItem[], settings: LimeSettings): SketchItem[] {
  const exclusive = (settings.question.attributes.get('exclude_all_others')?.value ?? '')
    .split(/[;,\s]+/)
    .filter(Boolean)
  return list.map((item): SketchItem => {
    const relevance = item.relevance && item.relevance.value.trim() !== '1' ? [item.relevance] : []
    if (item.relevance && relevance.length === 0) settings.ledger.converted(item.relevance.at, 'It is always shown.')
    const alone = exclusive.includes(item.name)
    if (alone) settings.text('exclude_all_others')
    const following = (settings.question.filters ?? []).map((one) => ({ ...one, option: item.name }))
    return {
      name: item.name,
      ...(item.named && { named: item.named }),
      label: item.label,
      ...(relevance.length > 0 && { askIf: relevance }),
      ...(following.length > 0 && { following }),
      ...(alone && { exclusive: true as const }),
    }
  })
}

/** The words that are written beside "Other", as one more choice. */
export function otherOf(settings: LimeSettings): SketchItem[] {
  const cell = settings.question.other
  if (!cell) return []
  const on = cell.value.trim().toUpperCase() === 'Y'
  settings.ledger.converted(cell.at, on ? 'It became a choice that asks for words.' : 'There is no such choice.')
  if (!on) return []
  const said = settings.words('other_replace_text')
  return [{ name: '-oth-', label: said.length > 0 ? said : cellWords(cell, 'Other'), other: true }]
}
