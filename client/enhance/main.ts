/** The small script of the public pages. It only adds: every page does its whole job without it. */
import { watchConditions } from './ask-if.ts'
import { autosave } from './autosave.ts'
import { watchChoices } from './choices.ts'
import { countCharacters } from './count-characters.ts'
import { watchTotals } from './totals.ts'

/** The summary of what needs another look takes the focus, so that it is heard first. */
document.querySelector<HTMLElement>('.errors')?.focus()

for (const link of document.querySelectorAll('[data-print]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    window.print()
  })
}

for (const form of document.querySelectorAll('form')) {
  watchConditions(form)
  watchChoices(form)
  countCharacters(form)
  watchTotals(form)
  autosave(form)
}
