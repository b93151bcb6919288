import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { addressKey, callerKey } from './client-key.js';
import type { RouteScope } from './limits.js';
import { RateLimiter } from './rate-limiter.service.js';

export const RATE_LIMIT_SCOPE = Symbol('rate limit scope');

/** Runs after the guard that knows the account, and before the body is validated. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = this.reflector.get<RouteScope>(RATE_LIMIT_SCOPE, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    await this.limiter.take(scope, keyFor(scope, request));
    return true;
  }
}

/** Registering is counted by address whoever asks: an account must not buy a second allowance. */
function keyFor(scope: RouteScope, request: Request): string {
  if (scope === 'register') return addressKey(request.ip);
  return callerKey(request, (request.user as AuthUser | undefined)?.userId);
}
