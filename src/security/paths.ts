import type { Request } from 'express';

/** Where Stripe's events arrive: their signature covers the exact bytes. */
const WEBHOOK = '/api/checkout/webhook';

/** What machines call at their own pace. */
const UNLIMITED = new Set([WEBHOOK, '/api/health', '/api/health/ready', '/api/metrics']);

const DOCS = '/api/docs';

/** Routes ignore case and a slash at the end, so what is said about a path must as well. */
function pathOf(request: Request): string {
  const path = request.path.toLowerCase();
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export const isWebhook = (request: Request): boolean => pathOf(request) === WEBHOOK;

export const isUnlimited = (request: Request): boolean => UNLIMITED.has(pathOf(request));

/** The explorer's page and the files it loads. */
export function isDocsPage(request: Request): boolean {
  const path = pathOf(request);
  return path === DOCS || path.startsWith(`${DOCS}/`);
}
