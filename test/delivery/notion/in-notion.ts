import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { createNotionWorkspace, type NotionWorkspace } from './notion-workspace.ts'

/** A fresh workspace for each test, which stands where api.notion.com would; any other request fails. */
export function inNotion(): { readonly workspace: NotionWorkspace; renew(fresh: NotionWorkspace): NotionWorkspace } {
  let workspace = createNotionWorkspace()
  const server = setupServer(
    http.all('https://api.notion.com/*', async ({ request }) => {
      const answer = await workspace.handle(request)
      return answer.type === 'error' ? HttpResponse.error() : answer
    }),
  )
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  beforeEach(() => {
    workspace = createNotionWorkspace()
  })
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
  return {
    get workspace() {
      return workspace
    },
    renew(fresh) {
      workspace = fresh
      return fresh
    },
  }
}
