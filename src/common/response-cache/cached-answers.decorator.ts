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
import { mergeMap, type Observable } from 'rxjs';
import { JSON_TYPE, REVALIDATE, slotOf } from './kept-answers.js';
import type { ResponseCache } from './response-cache.js';
import type { StoredAnswer } from './shared-answers.js';

/**
 * Puts the answers of a controller's GETs into a cache, by their address; `keptAnswers` in front of it answers from
 * there. Never for a route that depends on who asks: one user's answer would go to the next.
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

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    response.setHeader('Cache-Control', REVALIDATE);
    // Noted before anything was read from the database.
    const slot = slotOf(http.getRequest<Request>());
    if (!slot) return next.handle();
    return next.handle().pipe(mergeMap(async (value) => ready(response, await this.cache.keep(slot, value))));
  }
}

/** Express sends a text as it is, and 304 without it to whoever has this ETag. */
function ready(response: Response, { body, etag }: StoredAnswer): string {
  response.setHeader('Content-Type', JSON_TYPE);
  response.setHeader('ETag', etag);
  return body;
}
