import { posix } from 'node:path'
import { parseSync } from 'vite'
import type { SourceFile } from './house-files.ts'

/** One import, re-export or dynamic import of a file. */
export interface Import {
  /** `hono`, `drizzle-orm`, `node:fs`, or for a relative one the path from the project's folder. */
  target: string
  relative: boolean
  /** As it is written. */
  written: string
  typeOnly: boolean
  /** The names taken; `*` for all of them. */
  names: string[]
  /** `export … from`. */
  passedOn: boolean
}

interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Every node below, the node itself first. */
function* below(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* below(child)
  }
}

export interface Syntax {
  imports: Import[]
  /** What the file does that the house forbids somewhere. */
  constructs: Construct[]
  /** The names it exports. */
  exported: string[]
}

export type Construct =
  | 'raw HTML'
  | 'raw SQL'
  | 'a pattern from a variable'
  | 'code from text'
  | 'the clock or chance'
  | 'the environment'
  | 'a style or event attribute'
  | 'export everything'

/** Reads a source file's imports and constructs from its syntax tree. */
export function readSyntax(file: SourceFile): Syntax {
  const parsed = parseSync(file.path, file.source)
  if (parsed.errors.length > 0) throw new Error(`${file.path} does not parse: ${parsed.errors[0]?.message}`)
  const imports: Import[] = []
  const constructs = new Set<Construct>()
  const exported: string[] = []
  for (const node of below(parsed.program as unknown as Node)) {
    const found = importOf(node)
    if (found) imports.push(resolved(file.path, found))
    for (const construct of constructsOf(node)) constructs.add(construct)
    exported.push(...namesExported(node))
  }
  return { imports, constructs: [...constructs], exported }
}

type Found = Omit<Import, 'target' | 'relative'>

function importOf(node: Node): Found | undefined {
  if (node.type === 'ImportDeclaration') return statement(node, false)
  if (node.type === 'ExportNamedDeclaration' && node.source) return statement(node, true)
  if (node.type === 'ExportAllDeclaration') return { ...statement(node, true), names: ['*'] }
  const source = isNode(node.source) && node.source.type === 'Literal' ? String(node.source.value) : undefined
  if (source === undefined) return undefined
  if (node.type === 'ImportExpression') return { written: source, typeOnly: false, names: ['*'], passedOn: false }
  if (node.type === 'TSImportType') return { written: source, typeOnly: true, names: ['*'], passedOn: false }
  return undefined
}

function statement(node: Node, passedOn: boolean): Found {
  const specifiers = (Array.isArray(node.specifiers) ? node.specifiers : []) as Node[]
  const kind = node.importKind ?? node.exportKind
  const inline = specifiers.length > 0 && specifiers.every((s) => (s.importKind ?? s.exportKind) === 'type')
  const written = String((node.source as Node).value)
  return { written, typeOnly: kind === 'type' || inline, names: specifiers.map(nameTaken), passedOn }
}

function nameTaken(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  const taken = (specifier.imported ?? specifier.local) as Node
  return String(taken.name ?? taken.value)
}

function resolved(from: string, found: Found): Import {
  const relative = found.written.startsWith('.')
  const target = relative ? posix.normalize(posix.join(posix.dirname(from), found.written)) : packageOf(found.written)
  return { ...found, relative, target }
}

function packageOf(written: string): string {
  if (written.startsWith('node:')) return written
  return written
    .split('/')
    .slice(0, written.startsWith('@') ? 2 : 1)
    .join('/')
}

const nameOf = (node: unknown): string | undefined =>
  isNode(node) && (node.type === 'Identifier' || node.type === 'JSXIdentifier') ? String(node.name) : undefined
const literal = (node: unknown) => isNode(node) && node.type === 'Literal'
const isMember = (node: unknown, object: string, property: string) =>
  isNode(node) && node.type === 'MemberExpression' && nameOf(node.object) === object && propertyOf(node) === property
const propertyOf = (node: Node) =>
  nameOf(node.property) ?? (literal(node.property) ? String((node.property as Node).value) : '')

const rawHtml = new Set(['dangerouslySetInnerHTML', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcDoc', 'srcdoc'])

function constructsOf(node: Node): Construct[] {
  if (node.type === 'JSXOpeningElement') return ofElement(node)
  if (node.type === 'Property') return rawHtml.has(nameOf(node.key) ?? '') ? ['raw HTML'] : []
  if (node.type === 'MemberExpression') return ofMember(node)
  if (node.type === 'ExportAllDeclaration') return ['export everything']
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return ofCall(node)
  return []
}

/** An element of HTML takes no style and no handler; what a component of ours is handed is its own affair. */
function ofElement(node: Node): Construct[] {
  const isHtml = /^[a-z]/.test(nameOf(node.name) ?? '')
  return ((node.attributes ?? []) as Node[]).flatMap((attribute): Construct[] => {
    const name = nameOf(attribute.name) ?? ''
    if (rawHtml.has(name)) return ['raw HTML']
    return isHtml && (name === 'style' || /^on[A-Z]/.test(name)) ? ['a style or event attribute'] : []
  })
}

function ofMember(node: Node): Construct[] {
  if (rawHtml.has(propertyOf(node))) return ['raw HTML']
  if (isMember(node, 'document', 'write')) return ['raw HTML']
  if (isMember(node, 'sql', 'raw')) return ['raw SQL']
  if (isMember(node, 'process', 'env')) return ['the environment']
  if (isMember(node, 'Date', 'now') || isMember(node, 'Math', 'random')) return ['the clock or chance']
  return []
}

function ofCall(node: Node): Construct[] {
  const called = nameOf(node.callee)
  const given = (node.arguments ?? []) as unknown[]
  if (called === 'eval' || called === 'Function') return ['code from text']
  if (called === 'RegExp') return literal(given[0]) ? [] : ['a pattern from a variable']
  if (called === 'Date' && given.length === 0) return ['the clock or chance']
  if (isMember(node.callee, 'sql', 'identifier')) return literal(given[0]) ? [] : ['raw SQL']
  return []
}

function namesExported(node: Node): string[] {
  if (node.type !== 'ExportNamedDeclaration') return []
  const declaration = node.declaration
  if (isNode(declaration)) {
    const declared = (declaration.declarations ?? [declaration]) as Node[]
    return declared.map((one) => nameOf(one.id) ?? '')
  }
  return ((node.specifiers ?? []) as Node[]).map((specifier) => nameOf(specifier.exported) ?? '')
}
