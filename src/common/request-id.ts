import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { inRequest } from './request-context.js';

export const REQUEST_ID_HEADER = 'x-request-id';

export type RequestWithId = Request & { id?: string };

/** On Node 20 a context costs every promise of the request, and there are far more reads than anything to log of them. */
const PLAIN_READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Takes the caller's request id, or makes one, and answers it in the same header. Every log line of the request has it;
 * of a read the access log's and the errors' alone.
 */
export function requestId(request: RequestWithId, response: Response, next: NextFunction): void {
  const given = request.headers[REQUEST_ID_HEADER];
  request.id = typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader(REQUEST_ID_HEADER, request.id);
  if (PLAIN_READS.has(request.method)) next();
  else inRequest(request.id, next);
}
