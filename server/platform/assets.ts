import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { clientFolder } from './folders.ts'
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

/** The desk's own files, named with their hashes by the build. */
export function publishClient(): void {
  const folder = join(clientFolder, 'assets')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)] ?? 'application/octet-stream'
    assets.set(`/assets/${name}`, { type, plain: readFileSync(join(folder, name)), packed: new Map() })
  }
}

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
