import type { Text } from '../kernel/text.ts'
import type { Ledger } from './fidelity.ts'
import { plainWords } from './plain-words.ts'
import type { Sketch, Words } from './sketch.ts'
import { languageFrom } from './source-names.ts'

const mostLanguages = 40

/** What a name that is piped into words stands for: an earlier question, words that are fixed, or why there is nothing. */
export type PipeTo = (name: string) => { id: string; part?: boolean } | { words: string } | { fault: string }

/** Languages that have no known name go by the codes that are free for private use: qaa, qab and so on. */
const privateCode = (name: string, unknown: string[]): string | undefined => {
  const at = unknown.indexOf(name)
  return at < 0 || at > 25 ? undefined : `qa${String.fromCharCode(97 + at)}`
}

/** Turns the words of a sketch into texts by language code, and keeps the account of them. */
export class WordsReader {
  readonly #ledger: Ledger
  readonly #pipe: RegExp
  readonly #codes = new Map<string, string>()
  /** The language of the document. */
  readonly language: string

  constructor(sketch: Sketch, ledger: Ledger) {
    this.#ledger = ledger
    this.#pipe = sketch.pipe
    const unknown = [...new Set([sketch.language, ...sketch.languages].filter((name) => name && !languageFrom(name)))]
    const coded = (name: string) => languageFrom(name) ?? privateCode(name, unknown)
    this.language = coded(sketch.language) ?? 'en'
    this.#codes.set('', this.language)
    for (const name of [sketch.language, ...sketch.languages]) {
      const code = coded(name)
      if (code && (this.languages().includes(code) || this.languages().length < mostLanguages))
        this.#codes.set(name, code)
    }
  }

  languages(): string[] {
    return [...new Set(this.#codes.values())]
  }

  /** The text, at most so long; undefined when there are no words in any language. */
  text(words: Words | undefined, most: number, pipeTo: PipeTo): Text | undefined {
    const text: Text = {}
    for (const { language, cell } of words ?? []) {
      const code = this.#codes.get(language)
      if (!code || text[code] !== undefined) {
        const why = code
          ? 'Other words stand for this language already'
          : `What language “${language}” is cannot be told`
        this.#ledger.unsupported(cell.at, `${why}, so these are left out.`)
        continue
      }
      if (code.startsWith('qa'))
        this.#ledger.approximated(
          cell.at,
          `What language “${language}” is cannot be told; its words are kept as “${code}”.`,
        )
      const said = this.#said(cell, most, pipeTo)
      if (said !== '') text[code] = said
    }
    return Object.keys(text).length > 0 ? text : undefined
  }

  #said(cell: { at: string; value: string }, most: number, pipeTo: PipeTo): string {
    const { text, changed, lost } = plainWords(cell.value)
    this.#ledger.converted(cell.at, 'The words are kept.')
    if (changed) this.#ledger.approximated(cell.at, 'Its HTML or other marks were taken out; the words are kept.')
    if (lost.length > 0) this.#ledger.approximated(cell.at, `It held ${lost.join(' and ')}, which cannot be kept.`)
    const piped = text.replace(this.#pipe, (all: string, name: string) => {
      const to = pipeTo(name.trim())
      if ('id' in to) {
        if (to.part) this.#ledger.approximated(cell.at, `“${all}” is a part of an answer; the whole is filled in.`)
        return `{{${to.id}}}`
      }
      if ('words' in to) return to.words
      this.#ledger.approximated(cell.at, `“${all}” cannot be filled in: ${to.fault} It stands there as it is written.`)
      return all
    })
    if (piped.length <= most) return piped
    this.#ledger.approximated(cell.at, `It is longer than ${most} characters and was cut there.`)
    return `${piped.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`
  }
}
