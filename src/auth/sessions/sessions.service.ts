import { Injectable } from '@nestjs/common';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import type { MessageResponse } from '../../common/message.response.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { LoginsService } from '../logins.service.js';
import { sessionSelect, toSessionResponse, type SessionsResponse } from './dto/session.response.js';
import type { SessionsQuery } from './dto/sessions.query.js';
import { LoginNotFoundError } from './sessions.errors.js';

type Caller = Pick<AuthUser, 'userId' | 'loginId'>;

/** One's own logins, which the outside calls sessions. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly logins: LoginsService,
  ) {}

  /** The logins of an account that are still good for something, newest first. */
  async list({ userId, loginId }: Caller, query: SessionsQuery): Promise<SessionsResponse> {
    const where = {
      userId,
      endedAt: null,
      // An access token may outlive its login's refresh token by minutes; whoever asks with it is there to be seen.
      OR: [{ id: loginId }, { refreshTokens: { some: { rotatedAt: null, expiresAt: { gt: new Date() } } } }],
    } satisfies Prisma.LoginWhereInput;
    const [rows, total] = await Promise.all([
      this.prisma.login.findMany({
        where,
        select: sessionSelect,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.login.count({ where }),
    ]);
    return { sessions: rows.map((row) => toSessionResponse(row, loginId)), pagination: toPagination(query, total) };
  }

  /**
   * Ends one of the account's logins, the caller's own as well: its access token is refused from the next request on.
   * @throws LoginNotFoundError for somebody else's and for one that has ended as for none
   */
  async end({ userId }: Caller, sessionId: string): Promise<MessageResponse> {
    const hasEnded = isOpaqueId(sessionId) && (await this.logins.endOwn(userId, sessionId));
    if (!hasEnded) throw new LoginNotFoundError();
    return { message: 'L’appareil est déconnecté.' };
  }
}
