import { useEffect, useState } from 'react'

/** Nothing for 400 ms, then still bars in the shape of what comes, with words after 2 s. */
export function Waiting({ words = 'Still fetching this…' }: { words?: string }) {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timers = [setTimeout(() => setStep(1), 400), setTimeout(() => setStep(2), 2000)]
    return () => timers.forEach(clearTimeout)
  }, [])
  return (
    <div className="bars" aria-busy="true" role="status">
      {step > 0 ? (
        <>
          <i />
          <i />
          <i />
        </>
      ) : null}
      {step > 1 ? <span className="help">{words}</span> : null}
    </div>
  )
}
