import { createSecretKey } from 'node:crypto';
import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import { addressKey } from './client-key.js';
import { setLimitHeaders } from './limit-headers.js';
import { RateLimitExceededError } from './rate-limit.errors.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Nest's guard, by account where there is one: the first of the global guards, so that it counts what others refuse. */
@Injectable()
export class AccountThrottlerGuard extends ThrottlerGuard {
  private readonly jwt = new JwtService();
  private readonly keys: [Buffer, ...Buffer[]];

  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    @Inject(jwtConfig.KEY) { accessSecrets }: JwtConfig,
  ) {
    super(options, storage, reflector);
    // As keys: a text is tried as a public key first, at each request. The types don't know that a key is taken as well.
    this.keys = accessSecrets.map((secret) => createSecretKey(secret, 'utf8')) as unknown as [Buffer, ...Buffer[]];
  }

  protected override getTracker(request: Request): Promise<string> {
    const userId = this.accountOf(request);
    return Promise.resolve(userId === undefined ? `ip:${addressKey(request.ip)}` : `account:${userId}`);
  }

  /** The error filter sends `Retry-After`; here it would carry the limit's name. */
  protected override setResponseHeader(response: Response, name: string, value: unknown): void {
    if (!name.startsWith('Retry-After')) response.setHeader(name, String(value));
  }

  protected override throwThrottlingException(context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    const [scope = ''] = detail.key.split(' ');
    const error = new RateLimitExceededError(scope, detail.timeToBlockExpire, detail.limit);
    setLimitHeaders(context.switchToHttp().getResponse(), error);
    throw error;
  }

  /** It runs before `JwtAuthGuard`. Were any token believed, each made-up account would have its allowance. */
  private accountOf({ headers }: Request): string | undefined {
    const token = BEARER.exec(headers.authorization ?? '')?.[1];
    if (!token) return undefined;
    try {
      const secret = keyOfToken(token, this.keys);
      const { userId } = this.jwt.verify<{ userId?: unknown }>(token, { secret, algorithms: ['HS256'] });
      return typeof userId === 'string' ? userId : undefined;
    } catch {
      return undefined;
    }
  }
}
