import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useBuilding } from './context.ts'
import { QuestionTools } from './QuestionTools.tsx'

interface PreviewFrameProps {
  address: string
  revision: number
  title: string
  phone: boolean
}

/** A wide screen is the least width at which a grid is drawn as a grid. A phone is as wide as there is room. */
const wide = 760
const phones = { least: 320, most: 390 }

/**
 * The real page in a frame, as wide as the device it stands for; only a wide screen is ever drawn smaller to fit. A new
 * drawing loads behind the old one and takes its place when it is there: nothing blinks.
 */
export function PreviewFrame({ address, revision, title, phone }: PreviewFrameProps) {
  const wanted = `${address}?revision=${revision}`
  const [ready, setReady] = useState<string | null>(null)
  /** What did not arrive: the browser's own page of the fault is never shown. */
  const [lost, setLost] = useState<string | null>(null)
  const arrived = (src: string) => {
    const isHere = frames.current.get(src)?.contentDocument
    if (isHere) setReady(src)
    setLost(isHere ? null : src)
  }
  const kept = ready && ready !== wanted && ready.startsWith(`${address}?`) ? [ready, wanted] : [wanted]
  const frames = useRef(new Map<string, HTMLIFrameElement>())
  const shown = kept.includes(ready ?? '') ? ready : null
  const { height, box, title: heading } = useLayoutOf(shown ? frames.current.get(shown) : undefined, phone)
  const { ground, room } = useRoom()
  const width = phone ? Math.min(phones.most, Math.max(phones.least, room)) : wide
  const scale = Math.min(1, room / width)
  return (
    <div ref={ground} className={phone ? 'preview phone' : 'preview'} style={{ height: Math.max(height, 420) * scale }}>
      <div className="preview-page" style={{ width, height: Math.max(height, 420), transform: `scale(${scale})` }}>
        {kept
          .filter((src) => src !== lost)
          .map((src) => (
            <iframe
              key={src}
              ref={(frame) => {
                if (frame) frames.current.set(src, frame)
                else frames.current.delete(src)
              }}
              src={src}
              title={`Preview: ${title}`}
              data-shown={src === ready || undefined}
              onLoad={() => arrived(src)}
            />
          ))}
      </div>
      {lost === wanted && !shown ? (
        <div className="preview-lost" role="status">
          <p>The page cannot be drawn: the connection dropped.</p>
          <Button onClick={() => setLost(null)}>Draw it again</Button>
        </div>
      ) : null}
      {box ? (
        <QuestionTools box={scaled(box, scale)} heading={heading && scaled(heading, scale)} scale={scale} />
      ) : null}
    </div>
  )
}

export interface Box {
  top: number
  left: number
  width: number
  height: number
}

interface Layout {
  height: number
  box: Box | null
  /** The words of the page's title: the question's tools keep clear of them. */
  title: Box | null
}

function boxOf(thing: Element | Range): Box {
  const { top, left, width, height } = thing.getBoundingClientRect()
  return { top, left, width, height }
}

const scaled = (box: Box, by: number): Box => ({
  top: box.top * by,
  left: box.left * by,
  width: box.width * by,
  height: box.height * by,
})

/** How wide the ground is that the page stands on, in px. */
function useRoom() {
  const ground = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(phones.most)
  useEffect(() => {
    if (!ground.current) return
    const watch = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0))
    watch.observe(ground.current)
    return () => watch.disconnect()
  }, [])
  return { ground, room }
}

/** How tall the page in the frame is, and where the chosen question stands in it; a click in it chooses a question. */
function useLayoutOf(frame: HTMLIFrameElement | undefined, phone: boolean) {
  const { chosen, choose } = useBuilding()
  const [layout, setLayout] = useState<Layout>({ height: 0, box: null, title: null })
  const id = chosen?.kind === 'question' ? chosen.id : null
  const measure = useCallback(() => {
    const page = frame?.contentDocument
    if (!page?.body) return
    const element = id ? page.getElementById(`box-${id}`) : null
    const heading = page.createRange()
    heading.selectNodeContents(page.querySelector('h1') ?? page.body)
    setLayout({ height: page.body.scrollHeight, box: element && boxOf(element), title: boxOf(heading) })
  }, [frame, id])
  const choosing = useRef(choose)
  choosing.current = choose
  // biome-ignore lint/correctness/useExhaustiveDependencies: the width of the frame changes what is measured
  useEffect(() => {
    const page = frame?.contentDocument
    if (!page?.body) return
    for (const later of page.querySelectorAll<HTMLElement>('[data-if]')) later.hidden = false
    measure()
    const press = (event: Event) => {
      const target = event.target as HTMLElement
      if (target.closest('a, button')) event.preventDefault()
      const box = target.closest<HTMLElement>('[id^="box-"]')
      if (box) choosing.current({ kind: 'question', id: box.id.slice('box-'.length) })
    }
    const stay = (event: Event) => event.preventDefault()
    const watch = new ResizeObserver(measure)
    watch.observe(page.body)
    page.addEventListener('click', press)
    page.addEventListener('submit', stay)
    return () => {
      watch.disconnect()
      page.removeEventListener('click', press)
      page.removeEventListener('submit', stay)
    }
  }, [frame, measure, phone])
  return layout
}
