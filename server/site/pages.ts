import { assetPages } from './assets.ts'
import { hubPages } from './hub.tsx'
import { noticePages } from './notices.tsx'
import { previewPages } from './preview.tsx'
import { receiptPages } from './receipt.tsx'
import { respondPages } from './respond.tsx'
import { startPages } from './start.tsx'
import { tellMePages } from './tell-me.tsx'
import { tryOutPages } from './try-out.tsx'

/** The public website, page by page. */
export const sitePages = [
  assetPages,
  hubPages,
  noticePages,
  receiptPages,
  startPages,
  tellMePages,
  respondPages,
  previewPages,
  tryOutPages,
]
