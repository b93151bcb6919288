import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { ResponseCache, Slot } from './response-cache.js';

/**
 * Answers what the cache has, in place of the route: such an answer depends neither on who asks nor on anything that a
 * guard or pipe would find out. Mount it in front of a controller that is marked with `@CachedAnswers`, which puts the
 * answers into the slots noted here.
 */
export function keptAnswers(cache: ResponseCache): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (!cache.enabled) return next();
    const noted = cache.slot(request.originalUrl);
    const slot = typeof noted === 'string' ? noted : await noted;
    const kept = slot && (await cache.find(slot));
    if (!kept) {
      if (slot) slots.set(request, slot);
      return next();
    }

    response.setHeader('Cache-Control', REVALIDATE);
    response.setHeader('ETag', kept.etag);
    if (request.fresh) {
      response.statusCode = 304;
      response.end();
    } else {
      response.setHeader('Content-Type', JSON_TYPE);
      response.setHeader('Content-Length', kept.bytes);
      // Node sends a text in one piece with the headers, which costs less than Express's two.
      if (request.method === 'HEAD') response.end();
      else response.end(kept.body);
    }
  };
}

/** Where the answer that a request's route is making belongs. */
const slots = new WeakMap<Request, Slot>();

/** @returns undefined when the answer is not to be kept */
export const slotOf = (request: Request): Slot | undefined => slots.get(request);

/** Clients may keep it, but ask each time whether it still holds: a change shows in the very next read. */
export const REVALIDATE = 'no-cache';

export const JSON_TYPE = 'application/json; charset=utf-8';
