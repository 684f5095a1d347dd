import type { Cell, Ledger } from './fidelity.ts'
import type { LimeGroup, LimeItem, LimeQuestion, LimeSurvey } from './limesurvey-model.ts'
import { leftOver, type Row, saidIn, sayRepeated, saySwitches } from './limesurvey-tables.ts'
import type { Words } from './sketch.ts'
import { ImportRefused } from './sketch-document.ts'

/** Whether the rows of a tab separated file are a LimeSurvey structure. */
export const isLimesurveyTsv = (rows: string[][]): boolean => {
  const head = (rows[0] ?? []).map((title) => title.trim())
  return head.includes('class') && head.includes('type/scale') && head.includes('name')
}

/** Every filled cell by its pointer: `tsv!4:relevance`. */
export function tsvRows(rows: string[][]): { head: Cell[]; rows: Row[] } {
  const titles = (rows[0] ?? []).map((title) => title.trim())
  const head = titles.filter(Boolean).map((title): Cell => ({ at: `tsv!1:${title}`, value: title }))
  const lines = rows.slice(1).map((values, n): Row => {
    const filled = values.flatMap((value, at): [string, Cell][] => {
      const title = titles[at] || `column ${at + 1}`
      return value.trim() === '' ? [] : [[title, { at: `tsv!${n + 2}:${title}`, value }]]
    })
    return new Map(filled)
  })
  return { head, rows: lines.filter((row) => row.size > 0) }
}

const own = [
  'id',
  'related_id',
  'class',
  'type/scale',
  'name',
  'relevance',
  'text',
  'help',
  'language',
  'mandatory',
  'other',
]
const beside = ['validation', 'default', 'same_default', 'same_script', 'encrypted', 'script']

/** The structure in a tab separated file: what a row belongs to is told by what stands before it. */
export function limesurveyOfTsv(head: Cell[], rows: Row[], ledger: Ledger): LimeSurvey {
  for (const cell of head) ledger.converted(cell.at, 'A heading.')
  const reader = new TsvReader(ledger)
  for (const row of rows) reader.read(row)
  if (reader.groups.length === 0)
    throw new ImportRefused('It has no group of questions, so it is no survey of LimeSurvey.')
  return {
    language: reader.language || ([...reader.languages][0] ?? ''),
    languages: [...reader.languages],
    title: reader.title,
    welcome: reader.welcome,
    groups: reader.groups,
    left: ({ at, value }) => leftOver(reader.tables.get(at) ?? '', at.slice(at.indexOf(':') + 1), value, ''),
  }
}

class TsvReader {
  readonly #ledger: Ledger
  readonly groups: LimeGroup[] = []
  readonly languages = new Set<string>()
  readonly tables = new Map<string, string>()
  language = ''
  title: Words = []
  welcome: Words = []
  readonly #byName = new Map<string, LimeQuestion>()
  #group: LimeGroup | undefined
  #question: LimeQuestion | undefined
  #groupAt = new Map<string, number>()

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  read(row: Row): void {
    const is = saidIn(row, 'class').toUpperCase()
    const language = saidIn(row, 'language')
    if (language && ['SL', 'G', 'Q', 'SQ', 'A'].includes(is)) this.languages.add(language)
    for (const key of ['id', 'related_id', 'class', 'language']) {
      const cell = row.get(key)
      if (cell) this.#ledger.converted(cell.at, 'It says what the row is and what it belongs to.')
    }
    saySwitches(row, this.#ledger)
    if (is === 'S' || is === 'SL') this.#setting(row, is)
    else if (is === 'G') this.#beginGroup(row, language)
    else if (is === 'Q') this.#beginQuestion(row, language)
    else if (is === 'SQ' || is === 'A') this.#item(row, is, language)
    else this.#other(row, is)
  }

  #setting(row: Row, is: 'S' | 'SL'): void {
    const name = saidIn(row, 'name')
    const cell = row.get('text')
    if (cell) this.#ledger.follow(row.values(), cell)
    else for (const one of row.values()) this.#ledger.converted(one.at, 'The setting is empty.')
    for (const one of row.values()) this.tables.set(one.at, is === 'S' ? 'surveys' : 'surveys_languagesettings')
    if (!cell) return
    const words = { language: saidIn(row, 'language'), cell }
    if (name === 'language') {
      this.language = cell.value.trim()
      this.#ledger.converted(cell.at, 'The first language.')
    } else if (name === 'additional_languages' || name === 'sid' || name === 'surveyls_language')
      this.#ledger.converted(cell.at, 'It is kept with the questionnaire.')
    else if (name === 'surveyls_title') this.title = [...this.title, words]
    else if (name === 'surveyls_welcometext') this.welcome = [...this.welcome, words]
  }

  /** The same group in another language is the one of the same number, or of the same place in the order. */
  #beginGroup(row: Row, language: string): void {
    const nth = this.#groupAt.get(language) ?? 0
    this.#groupAt.set(language, nth + 1)
    const name = row.get('name')
    const said = (cell: Cell | undefined) => (cell ? [{ language, cell }] : [])
    const known = this.groups[nth]
    const typed = row.get('type/scale')
    if (typed) this.#ledger.converted(typed.at, 'It says which group it is.')
    if (known && this.#groupAt.size > 1 && nth < this.groups.length) {
      known.title = [...known.title, ...said(name)]
      known.description = [...known.description, ...said(row.get('text'))]
      if (row.get('relevance') && known.relevance) this.#ledger.follow([row.get('relevance')!], known.relevance)
      this.#group = known
    } else {
      this.#group = {
        name: `group_${this.groups.length + 1}`,
        title: said(name),
        description: said(row.get('text')),
        relevance: row.get('relevance'),
        questions: [],
      }
      this.groups.push(this.#group)
    }
    this.#question = undefined
  }

  #beginQuestion(row: Row, language: string): void {
    const named = row.get('name')
    const name = saidIn(row, 'name')
    const said = (key: string) => (row.get(key) ? [{ language, cell: row.get(key)! }] : [])
    const known = this.#byName.get(name)
    if (known) {
      known.text = [...known.text, ...said('text')]
      known.help = [...known.help, ...said('help')]
      this.#repeat(row, known)
      this.#question = known
      return
    }
    const typed = row.get('type/scale')
    if (!typed || !named || !this.#group) {
      for (const cell of row.values())
        this.#ledger.unsupported(cell.at, 'A question without a type, a name or a group is left out.')
      this.#question = undefined
      return
    }
    const further = [...row].filter(([key]) => !own.includes(key) && !beside.includes(key))
    this.#question = {
      type: typed.value.trim(),
      typed,
      name,
      named,
      text: said('text'),
      help: said('help'),
      relevance: row.get('relevance'),
      mandatory: row.get('mandatory'),
      other: row.get('other'),
      attributes: new Map(further),
      attributeWords: new Map(further.map(([key, cell]): [string, Words] => [key, [{ language, cell }]])),
      subs: [],
      answers: [],
      cells: [...row.values()],
    }
    this.#byName.set(name, this.#question)
    this.#group.questions.push(this.#question)
  }

  /** What a copy in another language repeats; the words of its settings are kept in that language. */
  #repeat(row: Row, known: LimeQuestion): void {
    known.cells.push(...row.values())
    for (const [key, cell] of row) {
      if (key === 'text' || key === 'help') continue
      const first = known.cells.find(({ at }) => at.endsWith(`:${key}`))
      if (first && first.value === cell.value) this.#ledger.follow([cell], first)
      else if (!own.includes(key)) {
        const words = known.attributeWords.get(key) ?? []
        known.attributeWords.set(key, [...words, { language: saidIn(row, 'language'), cell }])
      }
    }
  }

  #item(row: Row, is: 'SQ' | 'A', language: string): void {
    const question = this.#question
    if (!question) {
      for (const cell of row.values())
        this.#ledger.unsupported(cell.at, 'It belongs to no question, so it is left out.')
      return
    }
    question.cells.push(...row.values())
    sayRepeated(row, ['mandatory', 'other'], this.#ledger)
    const items = is === 'SQ' ? question.subs : question.answers
    const scale = Number(saidIn(row, 'type/scale')) || 0
    const typed = row.get('type/scale')
    if (typed) this.#ledger.converted(typed.at, 'It says to which axis it belongs.')
    const named = row.get('name')
    const text = row.get('text')
    const known = items.find((item) => item.name === saidIn(row, 'name') && item.scale === scale)
    if (is === 'A' && row.get('relevance')) this.tables.set(row.get('relevance')!.at, 'assessments')
    if (known && !known.label.some((one) => one.language === language)) {
      if (text) known.label = [...known.label, { language, cell: text }]
      if (named && known.named) this.#ledger.follow([named], known.named)
      if (row.get('relevance') && known.relevance) this.#ledger.follow([row.get('relevance')!], known.relevance)
      return
    }
    const item: LimeItem = { name: saidIn(row, 'name'), named, label: text ? [{ language, cell: text }] : [], scale }
    if (is === 'SQ') item.relevance = row.get('relevance')
    items.push(item)
  }

  #other(row: Row, is: string): void {
    const table = is.startsWith('QTA') ? 'quota' : is === 'AS' ? 'assessments' : is === 'C' ? 'conditions' : ''
    const why = leftOver(table, 'class', is, '')
    this.#ledger.rest(row.values(), 'unsupported', table ? why : `Rows of the class “${is}” are not kept.`)
    for (const key of ['class', 'id'])
      if (row.get(key))
        this.#ledger.unsupported(row.get(key)!.at, table ? why : `Rows of the class “${is}” are not kept.`)
  }
}
