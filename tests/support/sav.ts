import { createRequire } from 'node:module'

interface Variable {
  name: string
  label: string
  missing: unknown
}

interface SavFile {
  meta: {
    header: Record<string, unknown> & { n_cases: number; weight?: Variable }
    sysvars: Variable[]
    getValueLabels: (name: string) => { val: unknown; label: string }[] | undefined
  }
  open: () => Promise<void>
  readAllRows: (includeNulls: boolean) => Promise<Record<string, unknown>[]>
}

/** The package exports itself for `require` alone. */
const { SavBufferReader } = createRequire(import.meta.url)('sav-reader') as {
  SavBufferReader: new (bytes: Buffer) => SavFile
}

/** An SPSS file as another program than ours reads it. */
export async function readSav(bytes: Buffer) {
  const file = new SavBufferReader(bytes)
  await file.open()
  return { meta: file.meta, rows: await file.readAllRows(true) }
}
