/** A file that cannot be read, in words for the person who gave it. */
export class FileRefused extends Error {}

/** The text of a file in UTF-8, or in UTF-16 when it says so in its first bytes. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new FileRefused(
      'It is no workbook and no archive, and as a text its letters are not written in UTF-8. Save it again with the encoding UTF-8.',
    )
  }
  if (text.includes('\0')) throw new FileRefused('It is not a text: it holds bytes that no text has.')
  return text
}
