import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { clientFolder, projectFolder } from './folders.ts'
import type { RouteEnv } from './registry.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

interface Asset {
  type: string
  plain: Buffer
  packed: Map<string, Buffer>
}

/** Every file that may be served, by its address: a closed list, so no path is ever built from a request. */
const assets = new Map<string, Asset>()

function add(address: string, type: string, plain: Buffer): string {
  assets.set(address, { type, plain, packed: new Map() })
  return address
}

/** Adds one of the public pages' own files; its address carries a hash of its content. */
export function publishAsset(name: string, file: string): string {
  const plain = existsSync(file) ? readFileSync(file) : Buffer.from('')
  const [stem, extension] = [name.slice(0, name.lastIndexOf('.')), extname(name)]
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 10)
  return add(`/assets/${stem}-${hash}${extension}`, types[extension] ?? 'application/octet-stream', plain)
}

/** The desk's own files, named with their hashes by the build. */
export function publishClient(): void {
  const folder = join(clientFolder, 'assets')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    add(`/assets/${name}`, types[extname(name)] ?? 'application/octet-stream', readFileSync(join(folder, name)))
  }
}

export const enhanceFile = join(projectFolder, 'dist', 'enhance', 'enhance.js')

function pack(asset: Asset, encoding: string): Buffer {
  const known = asset.packed.get(encoding)
  if (known) return known
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const made = encoding === 'br' ? brotliCompressSync(asset.plain, options) : gzipSync(asset.plain)
  asset.packed.set(encoding, made)
  return made
}

export const serveAssets: MiddlewareHandler<RouteEnv> = async (c, next) => {
  const asset = assets.get(c.req.path)
  if (!asset || c.req.method !== 'GET') return next()
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined
  const body = encoding ? pack(asset, encoding) : asset.plain
  return c.body(new Uint8Array(body), 200, {
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    ...(encoding ? { 'Content-Encoding': encoding } : {}),
  })
}
