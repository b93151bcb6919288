import { Injectable } from '@nestjs/common';
import { Prisma } from '../prisma/client.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { mailBackoffMs } from './mail-backoff.js';

const columns = {
  id: true,
  kind: true,
  key: true,
  subjectId: true,
  data: true,
  createdAt: true,
  attempts: true,
  claimedUntil: true,
} satisfies Prisma.OutboxMailSelect;

export type ClaimedMail = Prisma.OutboxMailGetPayload<{ select: typeof columns }>;

/** The rows of the outbox, for its worker. */
@Injectable()
export class OutboxStore {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Takes the mails that have waited longest, for this worker only, until `claimMs` from now. The write has the
   * condition: of two workers one gets the mail.
   */
  async claim(limit: number, claimMs: number): Promise<ClaimedMail[]> {
    const now = new Date();
    const due = {
      doneAt: null,
      nextAttemptAt: { lte: now },
      OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
    } satisfies Prisma.OutboxMailWhereInput;
    const waiting = await this.prisma.outboxMail.findMany({
      where: due,
      orderBy: { nextAttemptAt: 'asc' },
      take: limit,
      select: { id: true },
    });
    if (waiting.length === 0) return [];
    return this.prisma.outboxMail.updateManyAndReturn({
      where: { id: { in: waiting.map(({ id }) => id) }, ...due },
      data: { claimedUntil: new Date(now.getTime() + claimMs), attempts: { increment: 1 } },
      select: columns,
    });
  }

  /** Kind and subject stay. The data, which may be personal, are removed. */
  async markDone(id: string): Promise<void> {
    await this.prisma.outboxMail.updateMany({
      where: { id, doneAt: null },
      data: { doneAt: new Date(), claimedUntil: null, lastError: null, data: Prisma.DbNull },
    });
  }

  /**
   * Schedules the next attempt. Changes nothing when the claim has lapsed and another worker has the mail.
   * @param reason without addresses and secrets
   */
  async postpone({ id, attempts, claimedUntil }: ClaimedMail, reason: string): Promise<void> {
    await this.prisma.outboxMail.updateMany({
      where: { id, doneAt: null, claimedUntil },
      data: { claimedUntil: null, lastError: reason, nextAttemptAt: new Date(Date.now() + mailBackoffMs(attempts)) },
    });
  }
}
