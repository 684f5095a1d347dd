import { useEffect, useRef, useState } from 'react'
import { type BookHead, type BookQuestion, readBook } from './api.ts'

interface Reading {
  state: 'idle' | 'making' | 'made' | 'stopped'
  head: BookHead | null
  questions: BookQuestion[]
  error: unknown
}

const idle: Reading = { state: 'idle', head: null, questions: [], error: null }

/** A book that is made on demand, shown as it comes, and stopped by a press or by leaving. */
export function useBook(consultationId: string) {
  const [reading, setReading] = useState(idle)
  const stopping = useRef<AbortController | null>(null)
  useEffect(() => () => stopping.current?.abort(), [])
  const make = async (query: Record<string, string>) => {
    stopping.current?.abort()
    const own = new AbortController()
    stopping.current = own
    const put = (change: Partial<Reading>) => {
      if (stopping.current === own) setReading((before) => ({ ...before, ...change }))
    }
    put({ ...idle, state: 'making' })
    const questions: BookQuestion[] = []
    try {
      for await (const { head, question } of readBook(consultationId, query, own.signal)) {
        if (head) put({ head })
        if (!question) continue
        questions.push(question)
        put({ questions: [...questions] })
      }
      put({ state: 'made' })
    } catch (error) {
      put(own.signal.aborted ? { state: 'stopped' } : { state: 'idle', error })
    }
  }
  const stop = () => stopping.current?.abort()
  return { ...reading, make, stop }
}
