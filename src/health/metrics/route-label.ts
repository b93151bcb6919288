import { METHODS, type IncomingMessage } from 'node:http';

const KNOWN = new Set(METHODS);

/** What Express writes onto a request. */
type Routed = IncomingMessage & { originalUrl?: string; route?: { path?: unknown } };

/**
 * The pattern of the route that took a request, `/api/products/:slug`. Never the address itself: each made-up one would
 * be a series of its own, kept for as long as the process runs.
 */
export function routeLabel(request: IncomingMessage): string {
  const { route, originalUrl = '' } = request as Routed;
  const path = route?.path;
  if (typeof path === 'string' && path.startsWith('/api/') && !path.includes('*')) {
    // Kept answers are found in front of the route, under its pattern with a slash at the end.
    return path.replace(/\/$/, '');
  }
  return originalUrl.startsWith('/uploads/') ? '/uploads/:file' : 'none';
}

export function methodLabel({ method = '' }: IncomingMessage): string {
  return KNOWN.has(method) ? method : 'other';
}
