import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Cell } from '../../shared/questionnaires/fidelity.ts'
import type { Lss } from '../../shared/questionnaires/limesurvey-lss.ts'
import type { Row, Tables } from '../../shared/questionnaires/limesurvey-tables.ts'
import { FileRefused } from './read-text.ts'

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  maxNestedTags: 40,
  isArray: (name) => name === 'row',
})

type Element = string | { [key: string]: Element | Element[] }

/** The tables of a LimeSurvey structure in XML. Document types and entities of a file's own are refused, not read. */
export function readLss(text: string): Lss {
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    throw new FileRefused('It declares a document type or entities of its own, which are not read.')
  const document = parsed(text).document
  if (typeof document !== 'object' || Array.isArray(document) || document.LimeSurveyDocType === undefined)
    throw new FileRefused(
      'It is XML, but not the structure of a LimeSurvey survey. An XForm is imported by its XLSForm.',
    )
  const type = textOf(document.LimeSurveyDocType)
  if (type !== 'Survey')
    throw new FileRefused(`It holds a “${type}” of LimeSurvey, and a whole survey is needed: export it as .lss.`)
  const tables: Tables = new Map()
  const loose: Cell[] = []
  for (const [name, element] of Object.entries(document)) {
    const rows = rowsOf(element)
    if (rows)
      tables.set(
        name,
        rows.map((row, n) => rowFrom(row, `/document/${name}/rows/row[${n + 1}]`)),
      )
    collect(
      rows && !Array.isArray(element) && typeof element === 'object' ? { ...element, rows: '' } : element,
      `/document/${name}`,
      loose,
    )
  }
  return { tables, loose }
}

function parsed(text: string): { document?: Element | Element[] } {
  const valid = XMLValidator.validate(text)
  if (valid !== true)
    throw new FileRefused(`It begins like XML, but it is not: look at line ${valid.err.line}. It may be cut short.`)
  try {
    return parser.parse(text)
  } catch {
    throw new FileRefused('It is XML that could not be read: it is nested too deeply.')
  }
}

function rowsOf(element: Element | Element[] | undefined): Element[] | undefined {
  if (typeof element !== 'object' || Array.isArray(element)) return undefined
  const { rows } = element
  if (typeof rows !== 'object' || Array.isArray(rows)) return undefined
  return Array.isArray(rows.row) ? rows.row : undefined
}

function rowFrom(row: Element, at: string): Row {
  if (typeof row !== 'object') return new Map()
  return new Map(
    Object.entries(row).flatMap(([key, element]): [string, Cell][] => {
      const value = textOf(element)
      return value.trim() === '' ? [] : [[key, { at: `${at}/${key}`, value }]]
    }),
  )
}

/** Text of the file, and the text between CDATA marks as it stands; of entities only XML's own five are known. */
function textOf(element: Element | Element[]): string {
  if (Array.isArray(element)) return element.map(textOf).join(' ')
  if (typeof element === 'string') return unescaped(element)
  const { '#text': text, '#cdata': within } = element
  if (within !== undefined)
    return [within]
      .flat()
      .map((one) => (typeof one === 'string' ? one : ''))
      .join('')
  return typeof text === 'string' ? unescaped(text) : ''
}

const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => marks[name]!)

function collect(element: Element | Element[], at: string, into: Cell[]): void {
  if (Array.isArray(element)) {
    for (const [n, one] of element.entries()) collect(one, `${at}[${n + 1}]`, into)
    return
  }
  const value = textOf(element)
  if (value.trim() !== '') into.push({ at, value })
  if (typeof element === 'string') return
  for (const [key, inner] of Object.entries(element)) if (!key.startsWith('#')) collect(inner, `${at}/${key}`, into)
}
