import { useEffect, useState } from 'react'

/** What is chosen here but not saved yet; it follows the document when that changes, by an undo as by a save. */
export function useFollowed<T extends string>(held: T) {
  const [own, setOwn] = useState<T>(held)
  useEffect(() => setOwn(held), [held])
  return [own, setOwn] as const
}
