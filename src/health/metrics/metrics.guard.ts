import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, NotFoundException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../common/errors/domain-error.js';
import { metricsConfig, type MetricsConfig } from '../../config/metrics.config.js';

class InvalidMetricsTokenError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_METRICS_TOKEN';
}

/** Lets in whoever has `METRICS_TOKEN`; without one set, anybody in development, and nobody in production. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(metricsConfig.KEY) private readonly config: MetricsConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const { token, isOffered } = this.config;
    if (!isOffered) throw new NotFoundException();
    if (token === undefined) return true;
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (given === undefined || !isSame(given, token)) throw new InvalidMetricsTokenError('Bearer refused');
    return true;
  }
}

/** In the same time whatever they are. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
