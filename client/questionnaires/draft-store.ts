import { type Act, apply } from '../../shared/questionnaires/acts.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { Refusal as ActRefusal } from '../../shared/questionnaires/refusals.ts'
import { isFinal } from '../kit/refusal.ts'

/** The draft as the server has it. */
export interface Draft {
  draft: QuestionnaireDocument
  revision: number
  canUndo: boolean
  canRedo: boolean
}

export type Step = { act: Act } | 'undo' | 'redo'

export interface DraftState extends Draft {
  /** Nothing waits; something is on its way; the connection dropped; somebody else changed it. */
  saving: 'saved' | 'saving' | 'failed' | 'conflict'
  savedAt: number | null
  /** What the last act was refused for, in words. */
  refused: string | null
}

/** Sends one step made on a revision, and brings the draft as it is after it. */
export type Send = (step: Step, revision: number) => Promise<Draft>

/**
 * The draft on this screen: an act shows at once and is sent in order behind the ones before it. What is not yet sent
 * is kept until it is; an act that the server refuses is taken back, and the rest stays.
 */
export class DraftStore {
  private base: Draft
  private queue: Step[] = []
  private sending = false
  private listeners = new Set<() => void>()
  state: DraftState

  constructor(
    loaded: Draft,
    private send: Send,
    private now: () => number,
  ) {
    this.base = loaded
    this.state = { ...loaded, saving: 'saved', savedAt: null, refused: null }
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
  read = () => this.state

  /** Shows the act and sends it; false, with the reason in `refused`, when the document would not allow it. */
  act = (act: Act): boolean => {
    try {
      const { document } = apply(this.state.draft, act)
      this.queue.push({ act })
      this.set({ draft: document, canUndo: true, canRedo: false, refused: null, saving: this.waiting() })
    } catch (error) {
      if (!(error instanceof ActRefusal)) throw error
      this.set({ refused: error.message })
      return false
    }
    void this.pump()
    return true
  }

  /** True while a step stands behind another: it is sent only when that one is back, so the page must not close yet. */
  get waits() {
    return this.queue.length > (this.sending ? 1 : 0)
  }

  undo = () => this.step('undo')
  redo = () => this.step('redo')
  again = () => void this.pump()
  forgetRefusal = () => this.set({ refused: null })

  /** The newest draft from the server in place of this screen's: after a conflict. */
  replace = (loaded: Draft) => {
    this.base = loaded
    this.queue = []
    this.set({ ...loaded, saving: 'saved', savedAt: this.now(), refused: null })
  }

  private step(step: 'undo' | 'redo') {
    if (this.state.saving === 'conflict') return
    this.queue.push(step)
    this.set({ saving: this.waiting() })
    void this.pump()
  }

  private waiting = () => (this.state.saving === 'conflict' ? 'conflict' : 'saving')

  private async pump() {
    if (this.sending || this.state.saving === 'conflict') return
    this.sending = true
    while (this.queue[0]) {
      this.set({ saving: 'saving' })
      if (await this.sendFirst(this.queue[0])) return
    }
    this.sending = false
  }

  /** True when sending must stop here. */
  private async sendFirst(step: Step): Promise<boolean> {
    if ((step === 'undo' && !this.base.canUndo) || (step === 'redo' && !this.base.canRedo)) {
      this.queue.shift()
      this.rebuild({ saving: this.queue.length > 0 ? 'saving' : 'saved' })
      return false
    }
    try {
      this.base = await this.send(step, this.base.revision)
      this.queue.shift()
      this.rebuild({ saving: this.queue.length > 0 ? 'saving' : 'saved', savedAt: this.now() })
      return false
    } catch (error) {
      if (!isFinal(error)) return this.stop({ saving: 'failed' })
      if (error.status === 409 || error.status === 404) return this.stop({ saving: 'conflict' })
      this.queue.shift()
      const why = [error.message, ...Object.values(error.fields)].join(' ')
      this.rebuild({ refused: why, saving: this.queue.length > 0 ? 'saving' : 'saved' })
      return false
    }
  }

  /** Ended before it is said, so that whoever hears of it may begin again. */
  private stop(change: Partial<DraftState>): true {
    this.sending = false
    this.set(change)
    return true
  }

  /** The server's draft with what still waits done on it. */
  private rebuild(change: Partial<DraftState>) {
    let draft = this.base.draft
    this.queue = this.queue.filter((step) => {
      if (typeof step === 'string') return true
      try {
        draft = apply(draft, step.act).document
        return true
      } catch {
        return false
      }
    })
    const canUndo = this.base.canUndo || this.queue.some((step) => typeof step !== 'string')
    this.set({ ...this.base, draft, canUndo, ...change })
  }

  private set(change: Partial<DraftState>) {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
