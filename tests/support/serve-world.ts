import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { freePort } from '../../server/cli/bench-cluster.ts'
import { workerDatabase } from './database.ts'
import { contextOver, type World, worldOver } from './world.ts'

/** The worker's product behind a real port, for a browser: fixtures of every kind without building them by hand. */
export async function serveWorld(): Promise<{ world: World; close: () => void }> {
  const port = await freePort()
  const publicOrigin = `http://127.0.0.1:${port}`
  // Cookies of a browser run by its own clock, so the server's is the true one here.
  const now = () => new Date()
  const world = worldOver({ ...contextOver(await workerDatabase()), publicOrigin, now })
  const server = createAdaptorServer({ fetch: world.app.fetch }) as Server
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { world, close: () => server.closeAllConnections() }
}
