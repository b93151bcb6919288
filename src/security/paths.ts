import type { Request } from 'express';

/** Where Stripe's events arrive: their signature covers the exact bytes. */
const WEBHOOK = '/api/checkout/webhook';

/** What machines call at their own pace. */
const UNLIMITED = new Set([WEBHOOK, '/api/health', '/api/health/ready', '/api/metrics']);

/** Where pictures are uploaded, the one route whose body is not JSON; it reads it itself, once it knows who sends it. */
const UPLOAD = '/api/admin/upload';

/** Pictures of the shop's pages: one page may show hundreds, each of which browsers then keep for good. */
export const UPLOADS = '/uploads/';

const DOCS = '/api/docs';

/** Routes ignore case and a slash at the end, so what is said about a path must as well. */
function pathOf(request: Request): string {
  const path = request.path.toLowerCase();
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export const isWebhook = (request: Request): boolean => pathOf(request) === WEBHOOK;

export const isUpload = (request: Request): boolean => request.method === 'POST' && pathOf(request) === UPLOAD;

export const isUnlimited = (request: Request): boolean =>
  request.path.startsWith(UPLOADS) || UNLIMITED.has(pathOf(request));

/** The explorer's page and the files it loads. */
export function isDocsPage(request: Request): boolean {
  const path = pathOf(request);
  return path === DOCS || path.startsWith(`${DOCS}/`);
}
