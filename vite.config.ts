import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Three builds, one a mode: `desk` (staff client), `enhance` (script of the public pages), `server` (bundle + worker). */
const builds = {
  desk: {
    root: 'client/app',
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
      outDir: 'dist/enhance',
      emptyOutDir: true,
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

export default defineConfig(({ mode }) => ({
  ...(mode in builds ? builds[mode as keyof typeof builds] : {}),
  plugins: [react()],
}))
