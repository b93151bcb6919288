import { createSecretKey } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { isUnlimited } from '../paths.js';
import { callerKey } from './client-key.js';
import type { RateLimiter } from './rate-limiter.service.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * The limit on everything, by account or address. It runs before the guard, so it checks the token's signature itself:
 * were any token believed, each made-up account would have an allowance of its own.
 */
export function generalLimit(limiter: RateLimiter, ...accessSecrets: [string, ...string[]]): RequestHandler {
  if (!limiter.enabled) return (_request, _response, next) => next();

  const jwt = new JwtService();
  // As keys: a text is tried as a public key first, at each request.
  const [key, ...previous] = accessSecrets.map((secret) => createSecretKey(secret, 'utf8'));
  const accountOf = ({ headers }: Request): string | undefined => {
    const token = BEARER.exec(headers.authorization ?? '')?.[1];
    if (!token) return undefined;
    try {
      const secret = keyOfToken(token, [key!, ...previous]) as unknown as Buffer;
      const { userId } = jwt.verify<{ userId?: unknown }>(token, { secret, algorithms: ['HS256'] });
      return typeof userId === 'string' ? userId : undefined;
    } catch {
      return undefined;
    }
  };

  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    if (!isUnlimited(request)) await limiter.take('general', callerKey(request, accountOf(request)));
    next();
  };
}
