import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** The account behind the request, as the database knows it now. */
export interface AuthUser {
  userId: string;
  /** The session of the access token. */
  sessionId: string;
  email: string;
  username: string;
  isAdmin: boolean;
  /** When the access token was made and ends, in seconds since 1970. */
  iat: number;
  exp: number;
}

/** Null only where the route lets guests in. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    (context.switchToHttp().getRequest<Request>().user as AuthUser | undefined) ?? null,
);
