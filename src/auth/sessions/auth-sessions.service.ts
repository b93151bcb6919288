import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { InvalidRefreshTokenError } from '../auth.errors.js';
import { TokenService } from '../tokens/token.service.js';
import { keptUserAgent } from '../user-agent.js';

const NOTED_EVERY_MS = 60_000;

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
}

const bearerSelect = { id: true, email: true, username: true, isAdmin: true } satisfies Prisma.UserSelect;
type Bearer = Prisma.UserGetPayload<{ select: typeof bearerSelect }>;

const withSession = { session: { include: { user: { select: bearerSelect } } } } satisfies Prisma.RefreshTokenInclude;
type LiveToken = Prisma.RefreshTokenGetPayload<{ include: typeof withSession }>;

/** Sessions of accounts: one a device, each with its refresh tokens. */
@Injectable()
export class AuthSessionsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: TokenService,
  ) {}

  /**
   * Opens a session. The account's other sessions stay.
   * @param userAgent the header of the request
   */
  async open(tx: Prisma.TransactionClient, user: Bearer, userAgent?: string): Promise<TokenPair> {
    const { token, tokenHash, expiresAt } = this.tokens.makeRefresh();
    const session = await tx.authSession.create({
      data: {
        userId: user.id,
        userAgent: keptUserAgent(userAgent),
        refreshTokens: { create: { tokenHash, expiresAt } },
      },
    });
    return { accessToken: this.accessToken(user, session.id), refreshToken: token };
  }

  /**
   * A new access token, with the account's current claims. The refresh token stays valid.
   * @throws InvalidRefreshTokenError
   */
  async refresh(refreshToken: string): Promise<string> {
    const { session } = await this.use(refreshToken);
    await this.noteUse(session);
    return this.accessToken(session.user, session.id);
  }

  /**
   * A new access token and a new refresh token. The given one becomes invalid.
   * @throws InvalidRefreshTokenError
   */
  async rotate(refreshToken: string): Promise<TokenPair> {
    const { id, session } = await this.use(refreshToken);
    const { token, tokenHash, expiresAt } = this.tokens.makeRefresh();

    const isFirst = await this.prisma.$transaction(async (tx) => {
      // Two concurrent requests may both have found the token valid: the write decides, and the second one is refused.
      const { count } = await tx.refreshToken.updateMany({
        where: { id, rotatedAt: null },
        data: { rotatedAt: new Date() },
      });
      if (count) await tx.refreshToken.create({ data: { loginId: session.id, tokenHash, expiresAt } });
      return count === 1;
    });
    if (!isFirst) return this.refuseDead(session.id);
    await this.noteUse(session);
    return { accessToken: this.accessToken(session.user, session.id), refreshToken: token };
  }

  /** Ends the session of a token, even of an expired or rotated one. Does nothing for an unknown token. */
  async end(refreshToken: string): Promise<void> {
    const tokenHash = this.tokens.hash(refreshToken);
    await this.endWhere({ refreshTokens: { some: { tokenHash } } });
  }

  /** Ends one session of an account. @returns false when the account has no such session, or it has ended already */
  async endOwn(userId: string, sessionId: string): Promise<boolean> {
    return (await this.endWhere({ id: sessionId, userId })) === 1;
  }

  /** Ends all sessions of the account that a token belongs to. @throws InvalidRefreshTokenError */
  async endAllByToken(refreshToken: string): Promise<void> {
    const { session } = await this.use(refreshToken);
    await this.endWhere({ userId: session.userId });
  }

  /** Ends all sessions of an account, and with them its tokens. */
  async endAll(tx: Prisma.TransactionClient, userId: string): Promise<void> {
    await this.endWhere({ userId }, tx);
  }

  /**
   * Ends all sessions of an account but one.
   * @returns false when that one has ended as well
   */
  async endOthers(tx: Prisma.TransactionClient, userId: string, sessionId: string): Promise<boolean> {
    await this.endWhere({ userId, id: { not: sessionId } }, tx);
    return (await tx.authSession.count({ where: { id: sessionId, endedAt: null } })) === 1;
  }

  private async use(refreshToken: string): Promise<LiveToken> {
    if (!this.tokens.isRefresh(refreshToken)) throw new InvalidRefreshTokenError('Not a refresh token, or expired');
    const tokenHash = this.tokens.hash(refreshToken);
    const row = await this.prisma.refreshToken.findUnique({ where: { tokenHash }, include: withSession });
    if (!row || row.session.endedAt || row.expiresAt <= new Date()) {
      throw new InvalidRefreshTokenError('Unknown refresh token, or its session has ended');
    }
    if (row.rotatedAt) return this.refuseDead(row.loginId);
    return row;
  }

  /** A rotated token in use means that it was copied. Owner and thief look the same, so the session ends for both. */
  private async refuseDead(sessionId: string): Promise<never> {
    await this.endWhere({ id: sessionId });
    throw new InvalidRefreshTokenError('A rotated refresh token was used; its session is ended', { sessionId });
  }

  private async endWhere(
    where: Prisma.AuthSessionWhereInput,
    tx: Prisma.TransactionClient = this.prisma,
  ): Promise<number> {
    const { count } = await tx.authSession.updateMany({
      where: { ...where, endedAt: null },
      data: { endedAt: new Date() },
    });
    return count;
  }

  /** For the list of sessions. A storefront refreshes with each page, so a minute's precision saves writes. */
  private async noteUse({ id, createdAt, usedAt }: LiveToken['session']): Promise<void> {
    const now = new Date();
    if (now.getTime() - (usedAt ?? createdAt).getTime() < NOTED_EVERY_MS) return;
    await this.prisma.authSession.updateMany({ where: { id, usedAt }, data: { usedAt: now } });
  }

  private accessToken({ id, email, username, isAdmin }: Bearer, sessionId: string): string {
    return this.tokens.signAccess({ userId: id, loginId: sessionId, email, username, isAdmin });
  }
}
