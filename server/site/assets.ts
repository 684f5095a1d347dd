import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { clientFolder, projectFolder } from '../platform/folders.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'

interface Asset {
  /** Where it is served: the name carries the content's hash, so it may be kept for ever. */
  href: string
  type: string
  bytes: Record<'br' | 'gzip' | 'plain', Uint8Array<ArrayBuffer>>
}

const bytesOf = (buffer: Uint8Array) => new Uint8Array(buffer)

function asset(name: string, extension: 'css' | 'js', text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const br = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return {
    href: `/assets/${name}-${hash}.${extension}`,
    type: extension === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    bytes: { br: bytesOf(br), gzip: bytesOf(gzipSync(text, { level: 9 })), plain: bytesOf(Buffer.from(text)) },
  }
}

/** The stylesheet is written to be read and served to be small. */
const shrink = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')

const styles = (...names: string[]) =>
  shrink(names.map((name) => readFileSync(join(projectFolder, 'server', 'site', name), 'utf8')).join('\n'))
const scriptFile = join(clientFolder, 'enhance.js')

const css = asset('site', 'css', styles('site.css'))
const figuresCss = asset('figures', 'css', styles('site.css', 'plan.css', 'results.css'))
const js = existsSync(scriptFile) ? asset('enhance', 'js', readFileSync(scriptFile, 'utf8')) : null

/** A page's one stylesheet. Those who answer load the small one; pages with figures, the map or the plan load all of it. */
export const stylesheet = (figures: boolean) => (figures ? figuresCss.href : css.href)
/** Without a build the pages carry no script: they work without it. */
export const script = js?.href ?? null

function send(wanted: Asset | null, path: string, accepted: string): Response | null {
  if (wanted?.href !== path) return null
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'plain'
  return new Response(wanted.bytes[encoding], {
    headers: {
      'Content-Type': wanted.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding === 'plain' ? {} : { 'Content-Encoding': encoding }),
    },
  })
}

/** `/assets/site-….css`, `/assets/figures-….css` and `/assets/enhance-….js`; a name that is not today's is a 404. */
export const assetPages = new Hono<RouteEnv>().get(
  '/assets/:name{(site|figures|enhance)-[0-9a-f]{12}\\.(css|js)}',
  needs('public.read'),
  (c) => {
    const accepted = c.req.header('accept-encoding') ?? ''
    return (
      send(css, c.req.path, accepted) ??
      send(figuresCss, c.req.path, accepted) ??
      send(js, c.req.path, accepted) ??
      c.notFound()
    )
  },
)
