import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/sqlite/client.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { InvalidRefreshTokenError } from './auth.errors.js';
import { TokenService } from './tokens/token.service.js';
import { keptUserAgent } from './user-agent.js';

const NOTED_EVERY_MS = 60_000;

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
}

const bearerSelect = { id: true, email: true, username: true, isAdmin: true } satisfies Prisma.UserSelect;
type Bearer = Prisma.UserGetPayload<{ select: typeof bearerSelect }>;

const withLogin = { login: { include: { user: { select: bearerSelect } } } } satisfies Prisma.RefreshTokenInclude;
type LiveToken = Prisma.RefreshTokenGetPayload<{ include: typeof withLogin }>;

/** Logins: one a device, each with its refresh tokens. */
@Injectable()
export class LoginsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: TokenService,
  ) {}

  /**
   * Begins a login beside those that the account already has.
   * @param userAgent the header of the request
   */
  async open(tx: Prisma.TransactionClient, user: Bearer, userAgent?: string): Promise<TokenPair> {
    const { token, tokenHash, expiresAt } = this.tokens.makeRefresh();
    const login = await tx.login.create({
      data: {
        userId: user.id,
        userAgent: keptUserAgent(userAgent),
        refreshTokens: { create: { tokenHash, expiresAt } },
      },
    });
    return { accessToken: this.accessToken(user, login.id), refreshToken: token };
  }

  /**
   * A new access token, with claims fresh from the account. The refresh token stays good.
   * @throws InvalidRefreshTokenError
   */
  async refresh(refreshToken: string): Promise<string> {
    const { login } = await this.use(refreshToken);
    await this.noteUse(login);
    return this.accessToken(login.user, login.id);
  }

  /**
   * A new access token and a new refresh token; the one given dies.
   * @throws InvalidRefreshTokenError
   */
  async rotate(refreshToken: string): Promise<TokenPair> {
    const { id, login } = await this.use(refreshToken);
    const { token, tokenHash, expiresAt } = this.tokens.makeRefresh();

    const isFirst = await this.prisma.$transaction(async (tx) => {
      // Two that bring the same token at once both found it alive: the write decides, and the second used a dead one.
      const { count } = await tx.refreshToken.updateMany({
        where: { id, rotatedAt: null },
        data: { rotatedAt: new Date() },
      });
      if (count) await tx.refreshToken.create({ data: { loginId: login.id, tokenHash, expiresAt } });
      return count === 1;
    });
    if (!isFirst) return this.refuseDead(login.id);
    await this.noteUse(login);
    return { accessToken: this.accessToken(login.user, login.id), refreshToken: token };
  }

  /** Ends the login that a token belongs to, whatever its state; does nothing when it belongs to none. */
  async end(refreshToken: string): Promise<void> {
    const tokenHash = this.tokens.hash(refreshToken);
    await this.endWhere({ refreshTokens: { some: { tokenHash } } });
  }

  /** Ends one login of an account. @returns false when the account has no such login, or it has ended already */
  async endOwn(userId: string, loginId: string): Promise<boolean> {
    return (await this.endWhere({ id: loginId, userId })) === 1;
  }

  /** Ends all logins of the account that a token belongs to. @throws InvalidRefreshTokenError */
  async endAllByToken(refreshToken: string): Promise<void> {
    const { login } = await this.use(refreshToken);
    await this.endWhere({ userId: login.userId });
  }

  /** Ends all logins of an account: none of its tokens is good any more. */
  async endAll(tx: Prisma.TransactionClient, userId: string): Promise<void> {
    await this.endWhere({ userId }, tx);
  }

  /**
   * Ends all logins of an account but one.
   * @returns false when that one has ended itself
   */
  async endOthers(tx: Prisma.TransactionClient, userId: string, loginId: string): Promise<boolean> {
    await this.endWhere({ userId, id: { not: loginId } }, tx);
    return (await tx.login.count({ where: { id: loginId, endedAt: null } })) === 1;
  }

  private async use(refreshToken: string): Promise<LiveToken> {
    if (!this.tokens.isRefresh(refreshToken)) throw new InvalidRefreshTokenError('Not a refresh token, or expired');
    const tokenHash = this.tokens.hash(refreshToken);
    const row = await this.prisma.refreshToken.findUnique({ where: { tokenHash }, include: withLogin });
    if (!row || row.login.endedAt || row.expiresAt <= new Date()) {
      throw new InvalidRefreshTokenError('Unknown refresh token, or its login has ended');
    }
    if (row.rotatedAt) return this.refuseDead(row.loginId);
    return row;
  }

  /** A dead token in use means that somebody has a copy; who of the two is the thief can't be told, so both go. */
  private async refuseDead(loginId: string): Promise<never> {
    await this.endWhere({ id: loginId });
    throw new InvalidRefreshTokenError('A rotated refresh token was used; its login is ended', { loginId });
  }

  private async endWhere(where: Prisma.LoginWhereInput, tx: Prisma.TransactionClient = this.prisma): Promise<number> {
    const { count } = await tx.login.updateMany({ where: { ...where, endedAt: null }, data: { endedAt: new Date() } });
    return count;
  }

  /** For who looks through their logins; a storefront refreshes with each page, and a minute is close enough. */
  private async noteUse({ id, createdAt, usedAt }: LiveToken['login']): Promise<void> {
    const now = new Date();
    if (now.getTime() - (usedAt ?? createdAt).getTime() < NOTED_EVERY_MS) return;
    await this.prisma.login.updateMany({ where: { id, usedAt }, data: { usedAt: now } });
  }

  private accessToken({ id, email, username, isAdmin }: Bearer, loginId: string): string {
    return this.tokens.signAccess({ userId: id, loginId, email, username, isAdmin });
  }
}
