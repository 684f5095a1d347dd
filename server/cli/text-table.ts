/** Lines of cells as columns of text: the first to the left, the others to the right; wide words are cut. */
export function textTable(lines: readonly (readonly string[])[], widest = 40): string {
  const cut = (text: string) => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text)
  const cells = lines.map((line) => line.map(cut))
  const widths = (cells[0] ?? []).map((_, c) => Math.max(...cells.map((line) => (line[c] ?? '').length)))
  const padded = (text: string, c: number) => (c === 0 ? text.padEnd(widths[c]!) : text.padStart(widths[c]!))
  return cells.map((line) => line.map(padded).join('  ').trimEnd()).join('\n')
}
