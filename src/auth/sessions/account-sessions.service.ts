import { Injectable } from '@nestjs/common';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import type { MessageResponse } from '../../common/message.response.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AuthSessionsService } from './auth-sessions.service.js';
import { sessionSelect, toSessionResponse, type SessionsResponse } from './dto/session.response.js';
import type { SessionsQuery } from './dto/sessions.query.js';
import { AuthSessionNotFoundError } from './sessions.errors.js';

type Caller = Pick<AuthUser, 'userId' | 'sessionId'>;

/** The caller's own sessions. */
@Injectable()
export class AccountSessionsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly authSessions: AuthSessionsService,
  ) {}

  /** The account's sessions with a valid token, newest first. */
  async list({ userId, sessionId }: Caller, query: SessionsQuery): Promise<SessionsResponse> {
    const where = {
      userId,
      endedAt: null,
      // An access token may outlive its refresh token by minutes: the caller's own session is always listed.
      OR: [{ id: sessionId }, { refreshTokens: { some: { rotatedAt: null, expiresAt: { gt: new Date() } } } }],
    } satisfies Prisma.AuthSessionWhereInput;
    const [rows, total] = await Promise.all([
      this.prisma.authSession.findMany({
        where,
        select: sessionSelect,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.authSession.count({ where }),
    ]);
    return { sessions: rows.map((row) => toSessionResponse(row, sessionId)), pagination: toPagination(query, total) };
  }

  /**
   * Ends one of the account's sessions, the caller's own as well: its access token is refused from the next request on.
   * @throws AuthSessionNotFoundError for an unknown session, an ended one and one of another account
   */
  async end({ userId }: Caller, sessionId: string): Promise<MessageResponse> {
    const hasEnded = isOpaqueId(sessionId) && (await this.authSessions.endOwn(userId, sessionId));
    if (!hasEnded) throw new AuthSessionNotFoundError();
    return { message: 'L’appareil est déconnecté.' };
  }
}
