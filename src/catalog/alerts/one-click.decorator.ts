import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Whether a mail program posts for its user (RFC 8058), in either form encoding, and not our page. */
export const OneClick = createParamDecorator((_data: unknown, context: ExecutionContext): boolean => {
  const body: unknown = context.switchToHttp().getRequest<Request>().body;
  return Buffer.isBuffer(body) && /List-Unsubscribe[^]*One-Click/.test(body.toString('latin1'));
});
