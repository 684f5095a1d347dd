import './no-eval.ts'
import '@mantine/core/styles.layer.css'
import '../kit/tokens.css'
import '../kit/base.css'
import '../kit/parts.css'
import '../kit/figures.css'
import './shell.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { theme, variables } from '../kit/theme.ts'
import { UndoProvider } from '../kit/UndoBar.tsx'
import { WhereProvider } from '../kit/Where.tsx'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
// The scroll lock of Mantine's modal writes a style element of its own, and asks this name for its nonce.
Object.assign(globalThis, { __webpack_nonce__: nonce })

createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <WhereProvider>
          <UndoProvider>
            <RouterProvider router={router} />
          </UndoProvider>
        </WhereProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
