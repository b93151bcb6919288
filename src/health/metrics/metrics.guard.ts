import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, NotFoundException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../common/errors/domain-error.js';
import { OwnMachineOnlyError } from '../../common/network/own-machine-only.error.js';
import { isFromOwnMachine } from '../../common/network/own-machine.js';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { metricsConfig, type MetricsConfig } from '../../config/metrics.config.js';

class InvalidMetricsTokenError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_METRICS_TOKEN';
}

/** Requires `METRICS_TOKEN`. Without one set, development answers this machine alone and production has no such route. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(
    @Inject(metricsConfig.KEY) private readonly config: MetricsConfig,
    @Inject(appConfig.KEY) private readonly names: AppConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { token, isOffered } = this.config;
    if (!isOffered) throw new NotFoundException();
    const request = context.switchToHttp().getRequest<Request>();
    if (token === undefined) {
      if (!isFromOwnMachine(request, this.names)) throw new OwnMachineOnlyError();
      return true;
    }
    const { authorization = '' } = request.headers;
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (given === undefined || !isSame(given, token)) throw new InvalidMetricsTokenError('Bearer refused');
    return true;
  }
}

/** In constant time. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
