import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/sqlite/client.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { mailBackoffMs } from './backoff.js';

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
   * Takes the mails that have waited longest, for this worker alone until `claimMs` from now. The condition stands in
   * the write: of two workers that want the same mail one gets it.
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

  /** Whom and what it was about stays; what it was to say, which may be personal, is not kept. */
  async markDone(id: string): Promise<void> {
    await this.prisma.outboxMail.updateMany({
      where: { id, doneAt: null },
      data: { doneAt: new Date(), claimedUntil: null, lastError: null, data: Prisma.DbNull },
    });
  }

  /**
   * To be tried again later; changes nothing when the claim has lapsed and somebody else has the mail.
   * @param reason one that may be shown: no addresses, no secrets
   */
  async postpone({ id, attempts, claimedUntil }: ClaimedMail, reason: string): Promise<void> {
    await this.prisma.outboxMail.updateMany({
      where: { id, doneAt: null, claimedUntil },
      data: { claimedUntil: null, lastError: reason, nextAttemptAt: new Date(Date.now() + mailBackoffMs(attempts)) },
    });
  }
}
