import { expect, test } from 'vitest'
import { Refusal, unreachable } from '../../client/kit/refusal.ts'
import { type Draft, DraftStore, type Step } from '../../client/questionnaires/draft-store.ts'
import { dropOn, moveBy } from '../../client/questionnaires/moving.ts'
import { type Act, apply } from '../../shared/questionnaires/acts.ts'
import type { Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'

const en = (text: string) => ({ en: text })
const question = (id: string): Question => ({ id, code: id, text: en(id), type: 'short_text' })
const paper = (): QuestionnaireDocument => ({
  format: 1,
  language: 'en',
  languages: ['en'],
  title: en('Paper'),
  sections: [
    {
      id: 's1',
      title: en('One'),
      pages: [
        { id: 'p1', title: en('First'), questions: [question('a'), question('b')] },
        { id: 'p2', title: en('Second'), questions: [question('c')] },
      ],
    },
  ],
})
const add = (id: string): Act => ({ do: 'add', kind: 'question', into: 'p1', at: 9, item: question(id) })
const titled = (words: string): Act => ({ do: 'set-title', title: en(words) })
const codes = (document: QuestionnaireDocument) =>
  document.sections.flatMap((section) => section.pages.map((page) => page.questions.map((one) => one.id).join('')))

/** A server that keeps a draft as ours does, and can be told to fail. */
function server(draft = paper()) {
  let state: Draft = { draft, revision: 0, canUndo: false, canRedo: false }
  const undone: Act[] = []
  const inverses: Act[] = []
  const heard: Step[] = []
  const faults: unknown[] = []
  const send = async (step: Step, revision: number): Promise<Draft> => {
    heard.push(step)
    const fault = faults.shift()
    if (fault) throw fault
    if (revision !== state.revision) throw new Refusal('conflict', 'Somebody else changed this.', {}, 409)
    const act = step === 'undo' ? inverses.pop()! : step === 'redo' ? undone.pop()! : step.act
    const done = apply(state.draft, act)
    if (step === 'undo') undone.push(done.inverse)
    else inverses.push(done.inverse)
    state = {
      draft: done.document,
      revision: revision + 1,
      canUndo: inverses.length > 0,
      canRedo: undone.length > 0,
    }
    return state
  }
  return { send, heard, faults, read: () => state, otherPerson: () => send({ act: titled('Theirs') }, state.revision) }
}

const open = (one: ReturnType<typeof server>) => new DraftStore(one.read(), one.send, () => 0)

/** Waits until the store says so: by its own announcements, not by the clock. */
const until = (store: DraftStore, is: (saving: string) => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!is(store.state.saving)) return
      leave()
      resolve()
    }
    const leave = store.subscribe(look)
    look()
  })
const saved = (store: DraftStore) => until(store, (saving) => saving === 'saved')

test('an act shows at once and is saved in order', async () => {
  const one = server()
  const store = open(one)
  store.act(add('x'))
  store.act(add('y'))
  expect(codes(store.state.draft)).toEqual(['abxy', 'c'])
  await saved(store)
  expect(codes(one.read().draft)).toEqual(['abxy', 'c'])
  expect(store.state.revision).toBe(2)
})

test('what the connection lost stays on the screen and is sent again, once', async () => {
  const one = server()
  const store = open(one)
  one.faults.push(unreachable(false))
  store.act(add('x'))
  await until(store, (saving) => saving === 'failed')
  store.act(titled('Later'))
  expect(codes(store.state.draft)).toEqual(['abx', 'c'])
  await saved(store)
  expect(codes(one.read().draft)).toEqual(['abx', 'c'])
  expect(one.read().draft.title).toEqual(en('Later'))
  expect(one.read().revision).toBe(2)
})

test('an act the server refuses is taken back with its reason, and the next one stays', async () => {
  const one = server()
  const store = open(one)
  one.faults.push(new Refusal('bad-input', 'Too long.', {}, 422))
  store.act(add('x'))
  store.act(titled('Kept'))
  await saved(store)
  expect(codes(store.state.draft)).toEqual(['ab', 'c'])
  expect(store.state.draft.title).toEqual(en('Kept'))
  expect(store.state.refused).toContain('Too long.')
  expect(store.state.draft).toEqual(one.read().draft)
})

test('an act the document does not allow is refused here and never sent', () => {
  const one = server()
  const store = open(one)
  expect(store.act(add('a'))).toBe(false)
  expect(store.state.refused).not.toBeNull()
  expect(one.heard).toEqual([])
})

test("somebody else's change stops sending until the newest is loaded", async () => {
  const one = server()
  const store = open(one)
  await one.otherPerson()
  store.act(add('x'))
  await until(store, (saving) => saving === 'conflict')
  const before = one.heard.length
  store.act(add('y'))
  store.undo()
  expect(one.heard.length).toBe(before)
  store.replace(one.read())
  expect(store.state.draft.title).toEqual(en('Theirs'))
  store.act(add('z'))
  await saved(store)
  expect(codes(one.read().draft)).toEqual(['abz', 'c'])
})

test('undo and redo go through the acts one by one, and one press too many is nothing', async () => {
  const one = server()
  const store = open(one)
  store.act(add('x'))
  store.act(add('y'))
  store.undo()
  store.undo()
  store.undo()
  await saved(store)
  expect(codes(store.state.draft)).toEqual(['ab', 'c'])
  expect(store.state).toMatchObject({ canUndo: false, canRedo: true, saving: 'saved' })
  store.redo()
  await saved(store)
  expect(codes(store.state.draft)).toEqual(['abx', 'c'])
})

test('Alt and an arrow move a question within its page, then into the next', () => {
  const b = { kind: 'question' as const, id: 'b' }
  const c = { kind: 'question' as const, id: 'c' }
  const after = (act: Act | null) => codes(apply(paper(), act!).document)
  expect(after(moveBy(paper(), b, -1))).toEqual(['ba', 'c'])
  expect(after(moveBy(paper(), b, 1))).toEqual(['a', 'bc'])
  expect(after(moveBy(paper(), c, -1))).toEqual(['abc', ''])
  expect(moveBy(paper(), c, 1)).toBeNull()
  expect(moveBy(paper(), { kind: 'question', id: 'a' }, -1)).toBeNull()
})

test('a question that is let go takes the place it was let go over', () => {
  const after = (id: string, over: string) => codes(apply(paper(), dropOn(paper(), id, over)!).document)
  expect(after('a', 'b')).toEqual(['ba', 'c'])
  expect(after('b', 'a')).toEqual(['ba', 'c'])
  expect(after('c', 'a')).toEqual(['cab', ''])
  expect(after('a', 'p2')).toEqual(['b', 'ac'])
  expect(dropOn(paper(), 'a', 'a')).toBeNull()
})
