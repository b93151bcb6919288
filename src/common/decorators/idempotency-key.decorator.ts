import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { InvalidFieldsError } from '../errors/validation.error.js';

/** The header `Idempotency-Key`, 1 to 255 characters; an empty one counts as absent. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<Request>().header('idempotency-key')?.trim();
  if (!key) return undefined;
  if (key.length > 255) {
    throw new InvalidFieldsError([
      { path: 'Idempotency-Key', msg: 'L’en-tête « Idempotency-Key » compte au plus 255 caractères.' },
    ]);
  }
  return key;
});
