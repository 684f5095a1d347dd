import { expressionScript } from './expression-dialects.ts'
import { type Cell, Ledger } from './fidelity.ts'
import { filtersOf } from './limesurvey-filters.ts'
import { type Lss, limesurveyOfLss } from './limesurvey-lss.ts'
import type { LimeGroup, LimeSurvey } from './limesurvey-model.ts'
import { limeQuestions } from './limesurvey-questions.ts'
import { limesurveyOfTsv, tsvRows } from './limesurvey-tsv.ts'
import { limesurveyWays } from './limesurvey-ways.ts'
import { question, type SketchSection } from './sketch.ts'
import { documentFrom, type Imported } from './sketch-document.ts'

/** The questionnaire of a LimeSurvey structure in XML (.lss). Throws `ImportRefused` when it is none. */
export function importLss(lss: Lss): Imported {
  const cells = [...lss.loose, ...[...lss.tables.values()].flat().flatMap((row) => [...row.values()])]
  const ledger = new Ledger(cells)
  return importLimesurvey(limesurveyOfLss(lss, ledger), ledger)
}

/** The questionnaire of a tab separated LimeSurvey structure (.txt, .tsv). Throws `ImportRefused` when it is none. */
export function importLimesurveyTsv(table: string[][]): Imported {
  const { head, rows } = tsvRows(table)
  const ledger = new Ledger([...head, ...rows.flatMap((row) => [...row.values()])])
  return importLimesurvey(limesurveyOfTsv(head, rows, ledger), ledger)
}

function importLimesurvey(survey: LimeSurvey, ledger: Ledger): Imported {
  const calculations = new Map<string, Cell>()
  const all = new Map(survey.groups.flatMap(({ questions }) => questions.map((one) => [one.name, one] as const)))
  for (const one of all.values()) one.filters = filtersOf(one, all)
  const sections = survey.groups.map((group) => sectionOf(group, calculations, ledger))
  const [first] = sections
  if (first && survey.welcome.length > 0) {
    const { at } = survey.welcome[0]!.cell
    const welcome = question({ name: 'welcome', at, text: survey.welcome, body: { type: 'statement' } })
    sections.unshift({
      name: 'welcome',
      title: [],
      askIf: [],
      pages: [{ name: 'welcome-page', title: [], askIf: [], questions: [welcome] }],
    })
  }
  const sketch = {
    dialect: expressionScript,
    pipe: /\{([^{}\n\s][^{}\n]{0,200})\}/g,
    language: survey.language,
    languages: survey.languages,
    title: survey.title,
    sections,
    calculations,
    known,
    piped: (written: string) => written.trim().replace(/^([\w:]+)(\.NAOK)?\.shown$/, '$1'),
    ways: limesurveyWays,
    mustBeAsked: (written: string) => !/\.(NAOK|valueNAOK|shown|relevanceStatus)$/.test(written),
  }
  return documentFrom(sketch, ledger, survey.left)
}

/** `Q1_SQ001.NAOK` is `Q1_SQ001`; `INSERTANS:1X2X3` is `1X2X3`. What looks at labels or at being shown stays as it is. */
const known = (written: string): string =>
  written
    .trim()
    .replace(/^(INSERTANS:|that\.)/, '')
    .replace(/\.(NAOK|value|valueNAOK|code)$/, '')

function sectionOf(group: LimeGroup, calculations: Map<string, Cell>, ledger: Ledger): SketchSection {
  const [first] = group.description
  const intro = first
    ? [
        question({
          name: `${group.name}_intro`,
          at: first.cell.at,
          text: group.description,
          body: { type: 'statement' },
        }),
      ]
    : []
  const questions = group.questions.flatMap((one) => limeQuestions(one, { calculations, ledger }))
  const page = { name: `${group.name}-page`, title: [], askIf: [], questions: [...intro, ...questions] }
  return { name: group.name, title: group.title, askIf: relevanceOf(group.relevance, ledger), pages: [page] }
}

/** `1` is always asked. */
export function relevanceOf(cell: Cell | undefined, ledger: Ledger): Cell[] {
  if (!cell) return []
  if (cell.value.trim() !== '1') return [cell]
  ledger.converted(cell.at, 'It is always asked.')
  return []
}
