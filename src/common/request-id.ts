import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { inRequest } from './request-context.js';

export const REQUEST_ID_HEADER = 'x-request-id';

export type RequestWithId = Request & {
  id?: string;
  /** By `performance.now()`. */
  startedAt?: number;
};

/** Takes the caller's request id, or makes one, and answers it in the same header. Every log line of the request has it. */
export function requestId(request: RequestWithId, response: Response, next: NextFunction): void {
  const given = request.headers[REQUEST_ID_HEADER];
  request.startedAt = performance.now();
  request.id = typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader(REQUEST_ID_HEADER, request.id);
  inRequest(request.id, next);
}
