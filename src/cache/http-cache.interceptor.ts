import { CACHE_MANAGER, CacheInterceptor, type Cache } from '@nestjs/cache-manager';
import { Inject, Injectable, type CallHandler, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { AppMetrics } from '../common/metrics/app-metrics.js';
import { CacheVersion } from './cache-version.js';

/**
 * Caches the responses of public reads by URL and cache version. Never use it on a route whose response depends on the
 * user. Express adds the `ETag` and answers 304 to a client that has it; `no-cache` makes clients ask each time.
 */
@Injectable()
export class HttpCacheInterceptor extends CacheInterceptor {
  private readonly lookups = { hit: 0, miss: 0 };

  constructor(
    @Inject(CACHE_MANAGER) cache: Cache,
    reflector: Reflector,
    private readonly version: CacheVersion,
    metrics: AppMetrics,
  ) {
    super(cache, reflector);
    metrics.register('catalogCache', () => this.lookups);
  }

  override async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const response = context.switchToHttp().getResponse<Response>();
    response.setHeader('Cache-Control', 'no-cache');
    // Cached as text: a hit is not turned into JSON again.
    const text = { handle: () => next.handle().pipe(map((body) => JSON.stringify(body))) };
    const sent: Observable<unknown> = await super.intercept(context, text);
    return sent.pipe(
      map((body) => {
        response.type('json');
        return body;
      }),
    );
  }

  protected override async trackBy(context: ExecutionContext): Promise<string | undefined> {
    const url = await super.trackBy(context);
    const version = url && (await this.version.current());
    return version ? `${version}:${url}` : undefined;
  }

  protected override setHeadersWhenHttp(context: ExecutionContext, value: unknown): void {
    this.lookups[value === undefined ? 'miss' : 'hit'] += 1;
    super.setHeadersWhenHttp(context, value);
  }
}
