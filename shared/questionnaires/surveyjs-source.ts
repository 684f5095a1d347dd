import type { Cell } from './fidelity.ts'
import type { Words } from './sketch.ts'

/** A place in a JSON source, with its pointer. Reading never throws: what is not there is empty. */
export class SourceNode {
  readonly at: string
  readonly value: unknown

  constructor(value: unknown, at = '') {
    this.value = value
    this.at = at
  }

  get isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
  }

  child(key: string): SourceNode {
    const own = this.isObject && Object.hasOwn(this.value as object, key)
    return new SourceNode(own ? (this.value as Record<string, unknown>)[key] : undefined, `${this.at}/${escaped(key)}`)
  }

  keys(): string[] {
    return this.isObject ? Object.keys(this.value as object) : []
  }

  /** The parts of a list; none when it is no list. */
  list(key: string): SourceNode[] {
    const node = this.child(key)
    return Array.isArray(node.value) ? node.value.map((one, n) => new SourceNode(one, `${node.at}/${n}`)) : []
  }

  /** A filled text, number or truth value as a cell. */
  get cell(): Cell | undefined {
    const { value } = this
    const filled =
      (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' || typeof value === 'boolean'
    return filled ? { at: this.at, value: String(value) } : undefined
  }

  cellAt(key: string): Cell | undefined {
    return this.child(key).cell
  }

  number(key: string): number | undefined {
    const { value } = this.child(key)
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined
  }

  /** Hand-written files say it in quotes, too, and SurveyJS takes that for the same. */
  get truth(): boolean | undefined {
    const { value } = this
    return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined
  }

  is(key: string): boolean {
    return this.child(key).truth === true
  }

  text(key: string): string {
    const { value } = this.child(key)
    return typeof value === 'string' ? value : ''
  }

  /** Words in one language, or in several by their codes; `default` is the first language. */
  words(key: string): Words {
    return this.child(key).asWords()
  }

  asWords(): Words {
    if (this.cell) return [{ language: '', cell: this.cell }]
    return this.keys().flatMap((language) => {
      const { cell } = this.child(language)
      return cell ? [{ language: language === 'default' ? '' : language, cell }] : []
    })
  }

  /** Every filled leaf from here down. */
  cells(): Cell[] {
    return this.nodes().flatMap(({ cell }) => cell ?? [])
  }

  /** Everything from here down, in order. */
  nodes(): SourceNode[] {
    const found: SourceNode[] = []
    const left: SourceNode[] = [this]
    for (let node = left.pop(); node; node = left.pop()) {
      found.push(node)
      left.push(...node.#parts().reverse())
    }
    return found
  }

  #parts(): SourceNode[] {
    if (Array.isArray(this.value)) return this.value.map((one, n) => new SourceNode(one, `${this.at}/${n}`))
    return this.keys().map((key) => this.child(key))
  }
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
