import { METHODS, type IncomingMessage } from 'node:http';

const KNOWN = new Set(METHODS);

/** The fields that Express adds to a request. */
type Routed = IncomingMessage & { originalUrl?: string; route?: { path?: unknown } };

/**
 * The pattern of the request's route, `/api/products/:slug`. Never the URL: each one would add a series, and series stay
 * in memory as long as the process runs.
 */
export function routeLabel(request: IncomingMessage): string {
  const { route, originalUrl = '' } = request as Routed;
  const path = route?.path;
  if (typeof path === 'string' && path.startsWith('/api/') && !path.includes('*')) return path;
  return originalUrl.startsWith('/uploads/') ? '/uploads/:file' : 'none';
}

export function methodLabel({ method = '' }: IncomingMessage): string {
  return KNOWN.has(method) ? method : 'other';
}
