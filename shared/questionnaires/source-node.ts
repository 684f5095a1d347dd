import type { Cell } from './fidelity.ts'
import type { Words } from './sketch.ts'

/** A place in a JSON source, with its pointer. Reading never throws: what is not there is empty. */
export class SourceNode {
  readonly at: string
  readonly value: unknown
  /** Its name in what it is a part of. */
  readonly key: string
  /** Made once: a large file is looked at from many sides, and a pointer is long. */
  #made: SourceNode[] | undefined

  constructor(value: unknown, at = '', key = '') {
    this.value = value
    this.at = at
    this.key = key
  }

  get isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
  }

  child(key: string): SourceNode {
    const own = this.isObject && Object.hasOwn(this.value as object, key)
    const found = own ? this.#parts().find(({ key: name }) => name === key) : undefined
    return found ?? new SourceNode(undefined, `${this.at}/${escaped(key)}`, key)
  }

  keys(): string[] {
    return this.isObject ? Object.keys(this.value as object) : []
  }

  /** The parts of a list; none when it is no list. */
  list(key: string): SourceNode[] {
    const node = this.child(key)
    return Array.isArray(node.value) ? node.#parts() : []
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
    if (!this.isObject) return []
    return this.#parts().flatMap(({ key: language, cell }) => {
      return cell ? [{ language: language === 'default' ? '' : language, cell }] : []
    })
  }

  /** Every filled leaf from here down, in order. */
  cells(): Cell[] {
    const found: Cell[] = []
    for (const node of this.nodes()) {
      const { cell } = node
      if (cell) found.push(cell)
    }
    return found
  }

  /** Everything from here down, in order. */
  nodes(): SourceNode[] {
    const found: SourceNode[] = []
    const left: SourceNode[] = [this]
    for (let node = left.pop(); node; node = left.pop()) {
      found.push(node)
      const parts = node.#parts()
      for (let n = parts.length - 1; n >= 0; n -= 1) left.push(parts[n]!)
    }
    return found
  }

  #parts(): SourceNode[] {
    if (!this.#made) this.#made = partsOf(this)
    return this.#made
  }
}

function partsOf({ value, at }: SourceNode): SourceNode[] {
  if (typeof value !== 'object' || value === null) return none
  if (Array.isArray(value)) return value.map((one, n) => new SourceNode(one, `${at}/${n}`, String(n)))
  return Object.entries(value).map(([key, one]) => new SourceNode(one, `${at}/${escaped(key)}`, key))
}

const none: SourceNode[] = []

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
