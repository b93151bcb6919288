import type { AuthUser } from '../../common/decorators/current-user.decorator.js';

export class TokenUserResponse {
  /** @example "demo-ondine" */
  userId!: string;
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
  /** @example false */
  isAdmin!: boolean;

  /** When the access token was made, in seconds since 1970. @example 1790000000 */
  iat!: number;

  /** When it ends, in seconds since 1970. @example 1790000900 */
  exp!: number;
}

export class VerifyResponse {
  /** @example true */
  valid!: boolean;
  user!: TokenUserResponse;
}

export function toVerifyResponse({ userId, email, username, isAdmin, iat, exp }: AuthUser): VerifyResponse {
  return { valid: true, user: { userId, email, username, isAdmin, iat, exp } };
}
