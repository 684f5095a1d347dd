import { FileRefused } from './read-text.ts'

const lastRow = 50_000
const lastColumn = 400

/** The reader of the sheets goes over a tag again with each part of the file that does not end it. */
const endlessTag = /<[^<>]{20000}|<[^<>]*(?:<|$)/

export const damaged = () => new FileRefused('It is an Excel workbook that is damaged, so it could not be read.')

/** An entry of a workbook, when its XML has no entities of its own and its tags end. */
export function safeXml(xml: string): string {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new FileRefused('It declares entities of its own, which are not read.')
  if (endlessTag.test(xml)) throw damaged()
  return xml
}

/**
 * A sheet for its reader: cells and rows that hold nothing are taken out, so that one at the far end of a sheet takes no
 * memory, and what the reader would pass over in silence is written as the text it is. Tags may have a prefix (`<x:c>`).
 * No pattern reads over the next `<`: a tag that never ends costs its own length, not that of the file.
 */
export function readableSheet(xml: string): string {
  const kept = xml
    .replace(/<(?:[^\s<>/:]+:)?c(?:\s[^<>]*)?\/>/g, '')
    .replace(/<((?:[^\s<>/:]+:)?c)(?:\s[^<>]*)?>\s*<\/\1\s*>/g, '')
    .replace(/<(?:[^\s<>/:]+:)?row(?:\s[^<>]*)?\/>/g, '')
    .replace(/<((?:[^\s<>/:]+:)?row)(?:\s[^<>]*)?>\s*<\/\1\s*>/g, '')
  checkPlaces(kept)
  return withFaults(withFormulas(kept))
}

/** The whole tag: one with a `>` within its quotes is longer for the reader than for the patterns here. */
const wholeTag = /^<[^\s<>]+(?:\s+[^\s=<>]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*>$/

function checkPlaces(xml: string): void {
  for (const [tag, name] of xml.matchAll(/<(?:[^\s<>/:]+:)?(c|row)\s[^<>]*>/g)) {
    if (!wholeTag.test(tag)) throw damaged()
    for (const [, , place = ''] of tag.matchAll(/[\s:]r\s*=\s*(["'])(.*?)\1/gs)) {
      const [, letters = '', row = ''] = /^([A-Z]*)(\d+)$/.exec(place) ?? []
      if (row === '' || (letters === '') !== (name === 'row')) throw damaged()
      if (Number(row) > lastRow || columnNumber(letters) > lastColumn)
        throw new FileRefused(`A cell stands far outside of a questionnaire, at ${place}. Take it out and save again.`)
    }
  }
}

const columnNumber = (letters: string) => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0)

/** A formula that was never worked out has no value to read: it stands there as it is written. */
const withFormulas = (xml: string) =>
  xml.replace(
    /<((?:[^\s<>/:]+:)?)c((?:\s[^<>]*)?)>\s*<\1f(?:\s[^<>]*)?>([^<>]*)<\/\1f\s*>\s*(?:<\1v\s*\/>|<\1v>\s*<\/\1v\s*>)?\s*<\/\1c\s*>/g,
    (all: string, x: string, attributes: string, formula: string) =>
      // Of the kind "text" it was worked out, and gave none.
      /\st\s*=\s*["']str["']/.test(attributes)
        ? all
        : `<${x}c${withoutKind(attributes)} t="inlineStr"><${x}is><${x}t>=${formula}</${x}t></${x}is></${x}c>`,
  )

/** A cell in error (`#REF!`) says so. */
const withFaults = (xml: string) =>
  xml.replace(/<(?:[^\s<>/:]+:)?c\s[^<>]*>/g, (tag) => tag.replace(/(\st\s*=\s*)["']e["']/, '$1"str"'))

const withoutKind = (attributes: string) => attributes.replace(/\st\s*=\s*("[^"]*"|'[^']*')/, '')
