/** Codes and ids from the names of a source: the same names always give the same ones. */

/** Lower-case letters, figures and underscores, up to 40; empty when nothing is left of the name. */
const codeFrom = (name: string): string => (isCode.test(name) ? name : coded(name))

const isCode = /^(?=.{1,40}$)[a-z0-9]+(?:_[a-z0-9]+)*$/

const coded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '')

/** Hands out codes that nothing else of the same place has. */
export class Names {
  readonly #taken = new Set<string>()
  readonly #stem: string

  constructor(stem: string) {
    this.#stem = stem
  }

  /** A code that follows the name, and the id that goes with it. */
  code(name: string): { code: string; id: string; same: boolean } {
    const wanted = codeFrom(name) || this.#stem
    const code = this.#free(wanted)
    return { code, id: code.replaceAll('_', '-'), same: code === name.trim().toLowerCase() }
  }

  #free(wanted: string): string {
    let code = wanted
    for (let n = 2; this.#taken.has(code) || code === 'constructor'; n += 1) {
      const ending = `_${n}`
      code = `${wanted.slice(0, 40 - ending.length)}${ending}`
    }
    this.#taken.add(code)
    return code
  }
}

/** Languages as people write them in the headings of a form, with their codes. */
const called: Record<string, string> = {
  english: 'en',
  français: 'fr',
  francais: 'fr',
  french: 'fr',
  español: 'es',
  espanol: 'es',
  spanish: 'es',
  deutsch: 'de',
  german: 'de',
  português: 'pt',
  portugues: 'pt',
  portuguese: 'pt',
  italiano: 'it',
  italian: 'it',
  nederlands: 'nl',
  dutch: 'nl',
  polski: 'pl',
  polish: 'pl',
  arabic: 'ar',
  العربية: 'ar',
  urdu: 'ur',
  اردو: 'ur',
  hindi: 'hi',
  bengali: 'bn',
  bangla: 'bn',
  punjabi: 'pa',
  gujarati: 'gu',
  tamil: 'ta',
  somali: 'so',
  swahili: 'sw',
  kiswahili: 'sw',
  turkish: 'tr',
  persian: 'fa',
  farsi: 'fa',
  dari: 'prs',
  pashto: 'ps',
  russian: 'ru',
  ukrainian: 'uk',
  romanian: 'ro',
  chinese: 'zh',
  welsh: 'cy',
  nepali: 'ne',
  amharic: 'am',
  haitian: 'ht',
  creole: 'ht',
  kurdish: 'ku',
  tigrinya: 'ti',
  vietnamese: 'vi',
  indonesian: 'id',
  burmese: 'my',
  khmer: 'km',
  lao: 'lo',
  thai: 'th',
  korean: 'ko',
  japanese: 'ja',
  greek: 'el',
  hungarian: 'hu',
  czech: 'cs',
  swedish: 'sv',
  norwegian: 'no',
  danish: 'da',
  finnish: 'fi',
  hebrew: 'he',
  hausa: 'ha',
  yoruba: 'yo',
  igbo: 'ig',
  kinyarwanda: 'rw',
  malay: 'ms',
  luganda: 'lg',
  chichewa: 'ny',
  zulu: 'zu',
  xhosa: 'xh',
  malagasy: 'mg',
  wolof: 'wo',
  lingala: 'ln',
  kirundi: 'rn',
  oromo: 'om',
}

/** The code of a language as a source names it (`English (en)`, `fr`, `pt_BR`, `French`); undefined when it cannot be told. */
export function languageFrom(name: string): string | undefined {
  const wanted = name.trim()
  const within = /\(([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\)\s*$/.exec(wanted)?.[1]
  const code = within ?? (/^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/.test(wanted) ? wanted : undefined)
  if (code) {
    const [language = '', region] = code.replace('_', '-').split('-')
    return region
      ? `${language.toLowerCase()}-${region.length === 2 ? region.toUpperCase() : region}`
      : language.toLowerCase()
  }
  const lower = wanted.toLowerCase().replace(/\s*\(.*\)$/, '')
  if (Object.hasOwn(called, lower)) return called[lower]
  const first = /^([a-z]{2,3})-/.exec(lower)?.[1]
  return first
}
