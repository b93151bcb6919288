import type { Request } from 'express';

/** Where Stripe's events arrive: their signature covers the exact bytes. */
const WEBHOOK = '/api/checkout/webhook';

/** What machines read at their own pace. */
const PROBES = new Set(['/api/health', '/api/health/ready', '/api/metrics']);

/** Where files are uploaded: these routes read their multipart body themselves, once they know who sends it. */
const UPLOADS = new Set(['/api/admin/upload', '/api/admin/products/import']);

/** Pages with a button, and one-click unsubscribe (RFC 8058): the only routes that take the body of a form. */
const FORMS = new Set(['/api/2fa/undo', '/api/products/notify-stock/cancel']);

export const DOCS = '/api/docs';

/** Routes ignore case and a slash at the end, so what is said about a path must as well. */
function pathOf(request: Request): string {
  const path = request.path.toLowerCase();
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export const isWebhook = (request: Request): boolean => pathOf(request) === WEBHOOK;

export const isUpload = (request: Request): boolean => request.method === 'POST' && UPLOADS.has(pathOf(request));

export const isFormPost = (request: Request): boolean => request.method === 'POST' && FORMS.has(pathOf(request));

/** What machines call at their own pace. Other methods on these paths are anybody's. */
export function isUnlimited(request: Request): boolean {
  const { method } = request;
  return method === 'POST' ? isWebhook(request) : /^(GET|HEAD)$/.test(method) && PROBES.has(pathOf(request));
}

/** The explorer's page and the files it loads. */
export function isDocsPage(request: Request): boolean {
  const path = pathOf(request);
  return path === DOCS || path.startsWith(`${DOCS}/`);
}
