import type { CorsOptions, CorsOptionsDelegate } from '@nestjs/common/interfaces/external/cors-options.interface.js';
import type { Request, RequestHandler } from 'express';
import type { RequestLog } from '../common/logging/request-log.js';
import { isLocalOrigin } from '../config/hosts.js';

const OPTIONS: CorsOptions = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  allowedHeaders: ['Content-Type', 'Authorization', 'Idempotency-Key', 'X-Requested-With'],
  /** What a page may read besides the body. */
  exposedHeaders: [
    'x-request-id',
    'Retry-After',
    'X-RateLimit-Limit',
    'X-RateLimit-Remaining',
    'X-RateLimit-Reset',
    'ETag',
    'Content-Disposition',
  ],
  maxAge: 600,
};

/** Origins that are logged, each once: a client may send any number of them. */
const MOST_LOGGED = 50;
const LONGEST_LOGGED = 100;

export interface AllowedOrigins {
  /** Compared exactly. */
  origins: readonly string[];
  /** Whether pages of this machine are allowed too, on any port. */
  local: boolean;
  /** Called once for each of the first refused origins. */
  onRefused: (origin: string) => void;
}

/**
 * Lets the pages of the allowed origins read responses, errors included. Another origin gets its response without CORS
 * headers, so its browser keeps it from the page.
 */
export function corsOptions({ origins, local, onRefused }: AllowedOrigins): CorsOptionsDelegate<Request> {
  const allowed = new Set(origins);
  const refused = new Set<string>();
  return ({ headers: { origin, host } }, callback) => {
    const isAllowed = origin !== undefined && (allowed.has(origin) || (local && isLocalOrigin(origin)));
    if (origin !== undefined && !isAllowed && !isOwn(origin, host)) {
      const shown = origin.slice(0, LONGEST_LOGGED);
      if (refused.size < MOST_LOGGED && !refused.has(shown)) {
        refused.add(shown);
        onRefused(shown);
      }
    }
    callback(null, { ...OPTIONS, origin: isAllowed && origin });
  };
}

/** Browsers send the origin of the API's own pages too. They need no CORS headers. */
function isOwn(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `https://${host}` || origin === `http://${host}`);
}

/**
 * Tells caches that a response without CORS headers is not the one for an allowed origin. Logs preflights, which
 * `enableCors` answers.
 */
export function beforeCors(log: RequestLog): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (request.method === 'OPTIONS') log.writeAtEnd(request, response);
    next();
  };
}
