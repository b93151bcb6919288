import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Prisma } from '../../../prisma/client.js';

export const sessionSelect = {
  id: true,
  userAgent: true,
  createdAt: true,
  usedAt: true,
} satisfies Prisma.AuthSessionSelect;
type SessionRow = Prisma.AuthSessionGetPayload<{ select: typeof sessionSelect }>;

export class SessionResponse {
  /** @example "cmx2xbi5c001ahu7dl04jk0m5" */
  id!: string;

  /** The browser's `User-Agent` at login, at most 200 characters. @example "Firefox/145.0" */
  userAgent!: string | null;
  createdAt!: Date;

  /** The last refresh, to the minute; before the first one, the login. */
  lastUsedAt!: Date;

  /** Whether it is the session of this request's access token. @example true */
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
