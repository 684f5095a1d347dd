/**
 * Text as it may stand in a sheet. A cell that begins with one of these is taken for a formula by one program or another,
 * and a bracket or an apostrophe is ours: each gets an apostrophe in front. To have the text again, take one apostrophe off
 * a cell that begins with one; nothing else is changed, and two different texts stay different.
 */
const guarded = /^(?:[=+\-@|%\t\r\n'[\uff1d\uff0b\uff0d\uff20]|\s+[=+\-@|])/

export const plainCell = (text: string): string => (guarded.test(text) ? `'${text}` : text)

/** The text that `plainCell` was given. */
export const cellText = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell)

/** Quoted as RFC 4180 has it, where it must be. */
export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
