import { Injectable, Logger } from '@nestjs/common';
import { PrismaService } from '../../prisma/prisma.service.js';
import { TotpSecrets } from './totp-secrets.js';

const BATCH = 200;

/**
 * Runs while the key of the two-factor secrets is being replaced: encrypts them with the new key. Then the old key can be
 * removed, and every authenticator app still works.
 */
@Injectable()
export class ResealSecretsService {
  private readonly logger = new Logger(ResealSecretsService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly secrets: TotpSecrets,
  ) {}

  async resealAll(signal?: AbortSignal): Promise<void> {
    let [resealed, unreadable, after] = [0, 0, ''];
    while (!signal?.aborted) {
      const rows = await this.prisma.twoFactor.findMany({
        where: { userId: { gt: after } },
        orderBy: { userId: 'asc' },
        take: BATCH,
        select: { userId: true, secret: true },
      });
      for (const { userId, secret } of rows) {
        const replaced = this.secrets.reseal({ userId, secret });
        if (replaced === null) unreadable += 1;
        if (replaced === null || replaced === secret) continue;
        // Conditional: the user may have set up another secret meanwhile.
        const { count } = await this.prisma.twoFactor.updateMany({
          where: { userId, secret },
          data: { secret: replaced },
        });
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
