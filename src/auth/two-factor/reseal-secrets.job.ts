import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { TotpSecrets } from './totp-secrets.js';

const EVERY_MS = 60 * 60_000;
const BATCH = 200;

/**
 * While the secret is being replaced that two-factor secrets are encrypted under: encrypts them anew, so that the old
 * one can be taken away without anybody's phone becoming worthless.
 */
@Injectable()
export class ResealSecretsJob implements OnModuleInit {
  private readonly logger = new Logger(ResealSecretsJob.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly secrets: TotpSecrets,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    if (!this.secrets.isBeingReplaced) return;
    this.jobs.register({ name: 'two-factor-secrets', everyMs: EVERY_MS, run: (signal) => this.run(signal) });
  }

  async run(signal?: AbortSignal): Promise<void> {
    let [resealed, unreadable, after] = [0, 0, ''];
    while (!signal?.aborted) {
      const rows = await this.prisma.twoFactor.findMany({
        where: { userId: { gt: after } },
        orderBy: { userId: 'asc' },
        take: BATCH,
        select: { userId: true, secret: true },
      });
      for (const { userId, secret } of rows) {
        const anew = this.secrets.reseal({ userId, secret });
        if (anew === null) unreadable += 1;
        if (anew === null || anew === secret) continue;
        // Not over one that was set up anew meanwhile.
        const { count } = await this.prisma.twoFactor.updateMany({ where: { userId, secret }, data: { secret: anew } });
        resealed += count;
      }
      if (rows.length < BATCH) {
        this.logger.log({ resealed, unreadable }, 'Two-factor secrets are under the new secret');
        return;
      }
      after = rows.at(-1)!.userId;
    }
  }
}
