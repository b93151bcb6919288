import {
  Inject,
  mixin,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { mergeMap, of, type Observable } from 'rxjs';
import type { ResponseCache, StoredAnswer } from './response-cache.js';

/**
 * Answers a GET from a cache by its address, or puts its answer there. Never for a route that depends on who asks:
 * one user's answer would go to the next.
 */
export function CachedAnswers(cache: Type<ResponseCache>): MethodDecorator & ClassDecorator {
  class Interceptor extends CachedAnswersInterceptor {
    constructor(@Inject(cache) given: ResponseCache) {
      super(given);
    }
  }
  return UseInterceptors(mixin(Interceptor));
}

class CachedAnswersInterceptor implements NestInterceptor {
  constructor(private readonly cache: ResponseCache) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    // Clients may keep it, but ask each time whether it still holds: a change shows in the very next read.
    response.setHeader('Cache-Control', 'no-cache');
    if (!this.cache.enabled) return next.handle();

    // Noted before anything is read from the database.
    const slot = this.cache.slot(http.getRequest<Request>().originalUrl);
    const found = await this.cache.find(slot);
    if (found) return of(ready(response, found));
    return next.handle().pipe(mergeMap(async (value) => ready(response, await this.cache.keep(slot, value))));
  }
}

/** Express sends a text as it is, and 304 without it to whoever has this ETag. */
function ready(response: Response, { body, etag }: StoredAnswer): string {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('ETag', etag);
  return body;
}
