import { FileRefused } from './read-text.ts'

const deepest = 150

/** The value of a JSON text. Its depth is counted first, so that no text can exhaust the reader. */
export function readJson(text: string): unknown {
  if (depthOf(text) > deepest) throw new FileRefused(`It is nested deeper than ${deepest} levels.`)
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const where = /position (\d+)/.exec(String(error))?.[1]
    const line = where ? ` Look at line ${text.slice(0, Number(where)).split('\n').length}.` : ''
    throw new FileRefused(
      `It begins like JSON, but it is not: it may be cut short, or be part of a program, where names have no quotes and a comma may stand before a closing bracket.${line}`,
    )
  }
}

function depthOf(text: string): number {
  let [depth, most, within] = [0, 0, false]
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (within) {
      if (letter === '\\') at += 1
      else if (letter === '"') within = false
    } else if (letter === '"') within = true
    else if (letter === '{' || letter === '[') {
      depth += 1
      if (depth > most) most = depth
    } else if (letter === '}' || letter === ']') depth -= 1
  }
  return most
}
