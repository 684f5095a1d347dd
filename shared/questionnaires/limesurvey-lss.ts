import type { Cell, Ledger } from './fidelity.ts'
import type { LimeGroup, LimeItem, LimeQuestion, LimeSurvey } from './limesurvey-model.ts'
import {
  grouped,
  leftOver,
  type Row,
  saidIn,
  sayKeys,
  sayRepeated,
  shared,
  type Tables,
  wordsOf,
} from './limesurvey-tables.ts'
import type { Words } from './sketch.ts'
import { ImportRefused } from './sketch-document.ts'

/** An .lss file: its tables, and the leaves that stand outside of them. */
export interface Lss {
  tables: Tables
  loose: Cell[]
}

/** What stands outside of the rows: the head of the file, and the names of the columns. */
const heads =
  /^\/document\/(LimeSurveyDocType|DBVersion|languages\/language(\[\d+\])?|[^/]+\/fields\/fieldname(\[\d+\])?)$/

const asNumber = (row: Row | undefined, key: string) => Number(saidIn(row, key)) || 0
const byOrder = (key: string) => (a: Row[], b: Row[]) => asNumber(a[0], key) - asNumber(b[0], key)

/** The structure in an .lss file of any age: rows repeated for each language, or words in tables of their own. */
export function limesurveyOfLss({ tables, loose }: Lss, ledger: Ledger): LimeSurvey {
  const rows = (name: string) => tables.get(name) ?? []
  for (const { at } of loose)
    if (heads.test(at)) ledger.converted(at, 'It says what the file is and what its columns are called.')
  for (const name of [
    'groups',
    'group_l10ns',
    'questions',
    'subquestions',
    'question_l10ns',
    'answers',
    'answer_l10ns',
  ])
    sayKeys(rows(name), ledger)
  const survey = rows('surveys')[0]
  const texts = rows('surveys_languagesettings')
  const language = saidIn(survey, 'language') || saidIn(texts[0], 'surveyls_language')
  for (const row of texts)
    if (row.get('surveyls_language')) ledger.converted(row.get('surveyls_language')!.at, 'A language of the words.')
  for (const key of ['language', 'additional_languages', 'sid'])
    if (survey?.get(key)) ledger.converted(survey.get(key)!.at, 'It is kept with the questionnaire.')
  if (rows('questions').length === 0)
    throw new ImportRefused('It has no table of questions, so it is no survey of LimeSurvey.')
  const reader = new LssReader(tables, ledger)
  return {
    language,
    languages: [
      language,
      ...saidIn(survey, 'additional_languages').split(/\s+/),
      ...texts.map((row) => saidIn(row, 'surveyls_language')),
    ].filter(Boolean),
    title: wordsOf(texts, 'surveyls_title', 'surveyls_language'),
    welcome: wordsOf(texts, 'surveyls_welcometext', 'surveyls_language'),
    groups: reader.groups(),
    left: ({ at, value }) => reader.left(at, value),
  }
}

class LssReader {
  readonly #tables: Tables
  readonly #ledger: Ledger
  readonly #names = new Map<string, string>()

  constructor(tables: Tables, ledger: Ledger) {
    this.#tables = tables
    this.#ledger = ledger
  }

  #rows(name: string): Row[] {
    return this.#tables.get(name) ?? []
  }

  left(at: string, value: string): string {
    const [, table = '', key = ''] = /^\/document\/([^/]+)\/.*\/([^/]+)$/.exec(at) ?? []
    return leftOver(table, key, value, this.#names.get(at) ?? '')
  }

  groups(): LimeGroup[] {
    const words = grouped(this.#rows('group_l10ns'), (row) => saidIn(row, 'gid'))
    const questions = grouped(this.#questions(), (row) => saidIn(row, 'gid'))
    const all = [...grouped(this.#rows('groups'), (row) => saidIn(row, 'gid')).values()].sort(byOrder('group_order'))
    return all.map((rows) => {
      const gid = saidIn(rows[0], 'gid')
      const said = words.get(gid) ?? rows
      const relevance = shared(rows, 'grelevance', this.#ledger)
      if (relevance)
        this.#ledger.follow(
          said.flatMap((row) => row.get('grelevance') ?? []),
          relevance,
        )
      return {
        name: `group_${gid}`,
        title: wordsOf(said, 'group_name'),
        description: wordsOf(said, 'description'),
        relevance,
        questions: this.#questionsOf(questions.get(gid) ?? []),
      }
    })
  }

  /** Old files keep subquestions among the questions. */
  #questions(): Row[] {
    return this.#rows('questions').filter((row) => asNumber(row, 'parent_qid') === 0)
  }

  #questionsOf(rows: Row[]): LimeQuestion[] {
    const all = [...grouped(rows, (row) => saidIn(row, 'qid')).values()].sort(byOrder('question_order'))
    return all.map((own) => this.#question(own))
  }

  #question(rows: Row[]): LimeQuestion {
    const qid = saidIn(rows[0], 'qid')
    const words = this.#words('question_l10ns', 'qid', qid) ?? rows
    const [typed, named] = [shared(rows, 'type', this.#ledger), shared(rows, 'title', this.#ledger)]
    const { attributes, attributeWords, cells } = this.#attributes(qid)
    const subs = this.#subs(qid)
    const answers = this.#answers(qid)
    const fallback = { at: rows[0]!.get('qid')?.at ?? '/document/questions', value: `q${qid}` }
    const relevance = shared(rows, 'relevance', this.#ledger)
    const repeated = attributes.get('relevance')
    if (repeated && relevance) this.#ledger.follow([repeated], relevance)
    return {
      type: typed?.value ?? '',
      typed: typed ?? fallback,
      name: named?.value ?? `q${qid}`,
      named: named ?? fallback,
      sgqa: `${saidIn(rows[0], 'sid')}X${saidIn(rows[0], 'gid')}X${qid}`,
      qid,
      text: wordsOf(words, 'question'),
      help: wordsOf(words, 'help'),
      relevance: this.#conditions(qid, relevance),
      mandatory: shared(rows, 'mandatory', this.#ledger),
      other: shared(rows, 'other', this.#ledger),
      attributes,
      attributeWords,
      subs: subs.items,
      answers: answers.items,
      cells: [...[...rows, ...words].flatMap((row) => [...row.values()]), ...cells, ...subs.cells, ...answers.cells],
    }
  }

  #index = new Map<string, Map<string, Row[]>>()

  #words(table: string, key: string, id: string): Row[] | undefined {
    const known = this.#index.get(table) ?? grouped(this.#rows(table), (row) => saidIn(row, key))
    this.#index.set(table, known)
    return known.get(id)
  }

  #subs(qid: string) {
    const own = this.#words('subquestions', 'parent_qid', qid) ?? this.#words('questions', 'parent_qid', qid) ?? []
    const all = [...grouped(own, (row) => saidIn(row, 'qid')).values()].sort(byOrder('question_order'))
    return this.#items(
      all,
      'title',
      'question',
      (rows) => this.#words('question_l10ns', 'qid', saidIn(rows[0], 'qid')) ?? rows,
    )
  }

  #answers(qid: string) {
    const own = this.#words('answers', 'qid', qid) ?? []
    const same = (row: Row) => saidIn(row, 'aid') || `${saidIn(row, 'code')} ${saidIn(row, 'scale_id')}`
    const all = [...grouped(own, same).values()].sort(byOrder('sortorder'))
    return this.#items(
      all,
      'code',
      'answer',
      (rows) => this.#words('answer_l10ns', 'aid', saidIn(rows[0], 'aid')) ?? rows,
    )
  }

  #items(all: Row[][], code: string, text: string, wordsFor: (rows: Row[]) => Row[]) {
    const cells: Cell[] = []
    const items = all.map((rows): LimeItem => {
      const words = wordsFor(rows)
      cells.push(...[...rows, ...words].flatMap((row) => [...row.values()]))
      for (const row of rows) sayRepeated(row, ['type', 'mandatory', 'gid', 'other'], this.#ledger)
      const named = shared(rows, code, this.#ledger)
      const relevance = shared(rows, 'relevance', this.#ledger)
      return {
        name: named?.value ?? '',
        named,
        label: wordsOf(words, text),
        scale: asNumber(rows[0], 'scale_id'),
        qid: code === 'title' ? saidIn(rows[0], 'qid') : undefined,
        relevance,
      }
    })
    return { items, cells }
  }

  #attributes(qid: string) {
    const attributes = new Map<string, Cell>()
    const attributeWords = new Map<string, Words>()
    const cells: Cell[] = []
    for (const row of this.#words('question_attributes', 'qid', qid) ?? []) {
      const name = saidIn(row, 'attribute')
      const value = row.get('value')
      cells.push(...row.values())
      for (const cell of row.values()) this.#names.set(cell.at, name)
      if (!value) {
        for (const cell of row.values()) this.#ledger.converted(cell.at, 'The setting is empty.')
        continue
      }
      this.#ledger.follow(row.values(), value)
      const said = { language: saidIn(row, 'language'), cell: value }
      if (!attributes.has(name)) attributes.set(name, value)
      attributeWords.set(name, [...(attributeWords.get(name) ?? []), said])
    }
    return { attributes, attributeWords, cells }
  }

  /** Conditions in their own table: newer files repeat them as the relevance; of older ones the same is made of them. */
  #conditions(qid: string, relevance: Cell | undefined): Cell | undefined {
    const rows = this.#words('conditions', 'qid', qid) ?? []
    const [first] = rows
    const cells = rows.flatMap((row) => [...row.values()])
    if (!first || cells.length === 0) return relevance
    if (relevance && relevance.value.trim() !== '1') {
      this.#ledger.follow(cells, relevance)
      return relevance
    }
    const scenarios = [...grouped(rows, (row) => saidIn(row, 'scenario')).values()].map((scenario) =>
      [...grouped(scenario, (row) => saidIn(row, 'cqid')).values()]
        .map((same) => `(${same.map(asExpression).join(' or ')})`)
        .join(' and '),
    )
    const leader = first.get('value') ?? cells[0]!
    this.#ledger.follow(relevance ? [...cells, relevance] : cells, leader)
    return { at: leader.at, value: scenarios.map((one) => `(${one})`).join(' or ') }
  }
}

function asExpression(row: Row): string {
  const field = saidIn(row, 'cfieldname').replace(/^\+/, '')
  const method = saidIn(row, 'method') || '=='
  const value = saidIn(row, 'value').replace(/^@(.*)@$/, '$1')
  if (method === 'RX') return `regexMatch("${value.replaceAll('"', '')}", ${field}.NAOK)`
  return `${field}.NAOK ${method} "${value.replaceAll('"', '')}"`
}
