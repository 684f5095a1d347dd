import { unzipSync } from 'fflate'
import { FileRefused } from './read-text.ts'

const mostUnpacked = 100 * 1024 * 1024
const mostEntries = 2000

/**
 * The entries of a zip that are wanted, unpacked. Sizes are added up before anything is unpacked, and no entry is unpacked
 * beyond the size it claims, so that a small file cannot become a large one.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  let total = 0
  let entries = 0
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize, size }) => {
        entries += 1
        if (entries > mostEntries) throw new FileRefused('It holds too many files to be a questionnaire.')
        if (!wanted(name)) return false
        total += Math.max(originalSize, size)
        if (total > mostUnpacked) throw new FileRefused('It unpacks to more than 100 MB, so it was not read.')
        return true
      },
    })
    return new Map(Object.entries(found))
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw new FileRefused('It is a zip file that is damaged or cut short.')
  }
}
