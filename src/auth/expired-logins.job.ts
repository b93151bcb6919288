import { Injectable, type OnModuleInit } from '@nestjs/common';
import { inBatches } from '../jobs/in-batches.js';
import { JobsService } from '../jobs/jobs.service.js';
import { PrismaService } from '../prisma/prisma.service.js';

const HOUR_MS = 60 * 60_000;

/** Long enough for a dead token to be recognised as one that was rotated. */
const KEPT_MS = 24 * HOUR_MS;

/** Lets go of tokens that expired, of those in links too, and of logins without any. */
@Injectable()
export class ExpiredLoginsJob implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'expired-logins', everyMs: HOUR_MS, run: (signal) => this.run(signal) });
  }

  async run(signal?: AbortSignal, now = Date.now()): Promise<void> {
    const { refreshToken, login, accountToken } = this.prisma;
    const past = { lt: new Date(now - KEPT_MS) };
    const select = { id: true };
    await inBatches(
      (take) => refreshToken.findMany({ where: { expiresAt: past }, select, take }),
      (ids) => refreshToken.deleteMany({ where: { id: { in: ids } } }),
      signal,
    );
    const empty = { createdAt: past, refreshTokens: { none: {} } };
    await inBatches(
      (take) => login.findMany({ where: empty, select, take }),
      (ids) => login.deleteMany({ where: { id: { in: ids }, ...empty } }),
      signal,
    );
    const lapsed = { expiresAt: { lt: new Date(now) } };
    await inBatches(
      (take) => accountToken.findMany({ where: lapsed, select, take }),
      (ids) => accountToken.deleteMany({ where: { id: { in: ids } } }),
      signal,
    );
  }
}
