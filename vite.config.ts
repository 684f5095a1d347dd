import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

type ProjectConfig = NonNullable<ViteUserConfig['test']>

/** Three builds, one a mode: `desk` (staff client), `enhance` (script of the public pages), `server` (bundle + worker). */
const builds = {
  desk: {
    root: 'client/app',
    // Each answer puts its own nonce in: `server/platform/desk-page.ts`.
    html: { cspNonce: '__NONCE__' },
    build: {
      outDir: '../../dist/client',
      emptyOutDir: true,
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
    },
  },
  enhance: {
    publicDir: false as const,
    build: {
      outDir: 'dist/client',
      emptyOutDir: false,
      rolldownOptions: {
        input: 'client/enhance/main.ts',
        output: { format: 'iife' as const, entryFileNames: 'enhance.js' },
      },
    },
  },
  server: {
    publicDir: false as const,
    build: {
      ssr: true,
      outDir: 'dist/server',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { main: 'server/main.ts', worker: 'server/analysis/worker.ts' },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
}

const onDatabases = ['tests/api/**/*.test.{ts,tsx}', 'tests/site/**/*.test.{ts,tsx}', 'tests/faults/**/*.test.{ts,tsx}']
/** The story runs on both engines; how pages look does not depend on the engine, so those run on the embedded one. */
const stories = { include: ['tests/e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000 }

/** PGlite takes seconds to boot and about 1 GB: workers are kept (`isolate: false`), and one engine runs after the other. */
const projects = [
  project('architecture', 0, { include: ['tests/architecture.test.ts'] }),
  project('domain', 0, {
    include: ['tests/domain/**/*.test.{ts,tsx}', 'tests/attack/**/*.test.ts'],
    setupFiles: ['tests/support/seed.ts'],
  }),
  project('postgres', 1, { include: onDatabases, env: { FOLKMOOT_TEST_ENGINE: 'postgres' } }),
  project('pglite', 2, { include: onDatabases, env: { FOLKMOOT_TEST_ENGINE: 'pglite' } }),
  project('e2e-postgres', 3, {
    ...stories,
    include: ['tests/e2e/story.test.ts'],
    env: { FOLKMOOT_TEST_ENGINE: 'postgres' },
  }),
  project('e2e-pglite', 4, { ...stories, env: { FOLKMOOT_TEST_ENGINE: 'pglite' } }),
]

function project(name: string, groupOrder: number, test: ProjectConfig) {
  return {
    extends: true as const,
    test: { testTimeout: 30_000, hookTimeout: 60_000, isolate: false, sequence: { groupOrder }, ...test, name },
  }
}

export default defineConfig(({ mode }) => ({
  ...(mode in builds ? builds[mode as keyof typeof builds] : {}),
  plugins: [react()],
  test: { maxWorkers: 2, teardownTimeout: 20_000, pool: 'forks', reporters: ['default'], projects },
}))
