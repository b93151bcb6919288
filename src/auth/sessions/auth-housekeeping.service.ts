import { Injectable } from '@nestjs/common';
import { inBatches } from '../../jobs/in-batches.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { KNOWN_MS } from '../known-client-ips.service.js';

/** Until then a rotated token is recognised, so that its use ends the session. */
const KEPT_MS = 24 * 60 * 60_000;

/** Deletes expired refresh tokens and account tokens, sessions without tokens, and client IPs not seen for 30 days. */
@Injectable()
export class AuthHousekeeping {
  constructor(private readonly prisma: PrismaService) {}

  async deleteExpired(signal?: AbortSignal, now = Date.now()): Promise<void> {
    const { refreshToken, authSession, accountToken, knownClientIp } = this.prisma;
    const past = { lt: new Date(now - KEPT_MS) };
    const select = { id: true };
    await inBatches(
      (take) => refreshToken.findMany({ where: { expiresAt: past }, select, take }),
      (ids) => refreshToken.deleteMany({ where: { id: { in: ids } } }),
      signal,
    );
    const empty = { createdAt: past, refreshTokens: { none: {} } };
    await inBatches(
      (take) => authSession.findMany({ where: empty, select, take }),
      (ids) => authSession.deleteMany({ where: { id: { in: ids }, ...empty } }),
      signal,
    );
    const lapsed = { expiresAt: { lt: new Date(now) } };
    await inBatches(
      (take) => accountToken.findMany({ where: lapsed, select, take }),
      (ids) => accountToken.deleteMany({ where: { id: { in: ids } } }),
      signal,
    );
    const unseen = { lastLoginAt: { lt: new Date(now - KNOWN_MS) } };
    await inBatches(
      (take) => knownClientIp.findMany({ where: unseen, select, take }),
      (ids) => knownClientIp.deleteMany({ where: { id: { in: ids }, ...unseen } }),
      signal,
    );
  }
}
