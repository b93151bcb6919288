import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Prisma } from '../../../generated/sqlite/client.js';

export const sessionSelect = { id: true, userAgent: true, createdAt: true, usedAt: true } satisfies Prisma.LoginSelect;
type SessionRow = Prisma.LoginGetPayload<{ select: typeof sessionSelect }>;

export class SessionResponse {
  id!: string;

  /** What the browser called itself when it logged in, 200 characters of it at most. */
  userAgent!: string | null;
  createdAt!: Date;

  /** The last refresh, to the minute; the login itself until then. */
  lastUsedAt!: Date;

  /** Whether it is the login of the access token that asks. */
  current!: boolean;
}

export class SessionsResponse {
  sessions!: SessionResponse[];
  pagination!: PaginationResponse;
}

export function toSessionResponse(
  { id, userAgent, createdAt, usedAt }: SessionRow,
  currentId: string,
): SessionResponse {
  return { id, userAgent, createdAt, lastUsedAt: usedAt ?? createdAt, current: id === currentId };
}
