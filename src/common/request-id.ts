import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

export const REQUEST_ID_HEADER = 'x-request-id';

export type RequestWithId = Request & { id?: string };

/** Takes the caller's request id, or makes one, and answers it in the same header. */
export function requestId(request: RequestWithId, response: Response, next: NextFunction): void {
  const given = request.headers[REQUEST_ID_HEADER];
  request.id = typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader(REQUEST_ID_HEADER, request.id);
  next();
}
