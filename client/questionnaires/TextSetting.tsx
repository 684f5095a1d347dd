import { Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'

interface TextSettingProps {
  label: string
  value: string
  help?: string
  lines?: boolean
  type?: string
  error?: string | null
  /** Somebody who has just made this writes here first. */
  first?: boolean
  /** Called within a second of the last key, and at once on leaving the field or the page. */
  onSave: (value: string) => void
}

const pause = 500

/** A text of the document: kept here while it is typed, saved when the typing pauses. */
export function TextSetting({ label, value, help, lines, type, error, first, onSave }: TextSettingProps) {
  const own = useSettled(value, onSave)
  const field = useRef<HTMLTextAreaElement>(null)
  const toFocus = useRef(first)
  useEffect(() => {
    if (toFocus.current) field.current?.focus()
  }, [])
  const props = {
    label,
    description: help,
    error,
    value: own.text,
    onBlur: own.flush,
    dir: 'auto',
    'data-autofocus': first || undefined,
  }
  return lines ? (
    <Textarea
      {...props}
      ref={field}
      minRows={2}
      maxRows={12}
      onChange={(event) => own.type(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...props} type={type} onChange={(event) => own.type(event.currentTarget.value)} />
  )
}

/** Text that follows the document until somebody types; then it is theirs until it is saved. */
export function useSettled(value: string, onSave: (value: string) => void) {
  const [text, setText] = useState(value)
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | null>(null)
  const save = useRef(onSave)
  save.current = onSave
  const flush = () => {
    const held = waiting.current
    if (!held) return
    clearTimeout(held.timer)
    waiting.current = null
    save.current(held.text)
  }
  const flushed = useRef(flush)
  flushed.current = flush
  useEffect(() => {
    if (!waiting.current) setText(value)
  }, [value])
  useEffect(() => {
    const now = () => flushed.current()
    for (const leaving of ['beforeunload', 'pagehide']) window.addEventListener(leaving, now, { capture: true })
    return () => {
      for (const leaving of ['beforeunload', 'pagehide']) window.removeEventListener(leaving, now, { capture: true })
      now()
    }
  }, [])
  const type = (next: string) => {
    setText(next)
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = { text: next, timer: setTimeout(() => flushed.current(), pause) }
  }
  return { text, type, flush }
}
