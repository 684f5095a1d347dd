import { useBlocker } from '@tanstack/react-router'

/** Asks before a page with unsaved words is left, by a link or by closing the window. */
export function useLeaveWarning(unsaved: boolean) {
  useBlocker({
    shouldBlockFn: () => unsaved && !window.confirm('What you wrote here is not saved yet. Leave it?'),
    enableBeforeUnload: unsaved,
    disabled: !unsaved,
  })
}
