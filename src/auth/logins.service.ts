import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/sqlite/client.js';
import { TokenService } from './tokens/token.service.js';

/** What an access token is made from. */
export interface Bearer {
  id: string;
  email: string;
  username: string;
  isAdmin: boolean;
}

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
}

/** Logins: one a device, each with its refresh tokens. */
@Injectable()
export class LoginsService {
  constructor(private readonly tokens: TokenService) {}

  /** Begins a login beside those that the account already has. */
  async open(tx: Prisma.TransactionClient, user: Bearer): Promise<TokenPair> {
    const { token, tokenHash, expiresAt } = this.tokens.makeRefresh();
    const login = await tx.login.create({
      data: { userId: user.id, refreshTokens: { create: { tokenHash, expiresAt } } },
    });
    return { accessToken: this.accessToken(user, login.id), refreshToken: token };
  }

  private accessToken({ id, email, username, isAdmin }: Bearer, loginId: string): string {
    return this.tokens.signAccess({ userId: id, loginId, email, username, isAdmin });
  }
}
