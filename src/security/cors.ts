import cors from 'cors';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const REQUEST_HEADERS = ['Content-Type', 'Authorization', 'Idempotency-Key', 'X-Requested-With'];
/** What a page may read besides the body. */
const ANSWER_HEADERS = ['x-request-id', 'Retry-After', 'ETag', 'Content-Disposition'];

/**
 * Lets the pages of the allowed origins read the answers, errors included: it runs before all that can refuse. Another
 * origin gets its answer without CORS headers, so that its browser keeps it from the page.
 * @param origins compared exactly
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  const allow = cors({
    origin: [...origins],
    methods: METHODS,
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: ANSWER_HEADERS,
    maxAge: 600,
  });

  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    if (origin !== undefined && allowed.has(origin)) return allow(request, response, next);
    // A cache must not hand this answer to an origin that may read it.
    response.vary('Origin');
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}
