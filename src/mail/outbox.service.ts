import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Prisma } from '../prisma/client.js';
import { JobsService } from '../jobs/jobs.service.js';
import { insertRows } from '../prisma/insert-rows.js';
import { PrismaService } from '../prisma/prisma.service.js';
import type { NewMail } from './new-mail.js';

/** The worker's job: src/mail/outbox.worker.ts. */
export const OUTBOX_JOB = 'outbox';

/** Where every feature puts its mails. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jobs: JobsService,
  ) {}

  /**
   * Writes mails in the transaction of the fact that they tell, so that neither is there without the other. Call
   * `kick()` once that is committed.
   * @throws a unique violation for a key that is there already, and the transaction is to be undone: for a fact that
   *   can happen only once
   */
  async add(tx: Prisma.TransactionClient, mails: NewMail[]): Promise<void> {
    const now = new Date();
    const rows = mails.map(({ kind, key, subjectId, data }) => ({
      id: randomUUID(),
      kind,
      key,
      subjectId,
      data,
      nextAttemptAt: now,
      createdAt: now,
    }));
    if (rows.length) await insertRows(tx, 'OutboxMail', rows);
  }

  /** The same for what may be noticed again and again, an alarm for one: a key that is there already stays as it is. */
  async addOnce(tx: Prisma.TransactionClient, mail: NewMail): Promise<void> {
    await tx.outboxMail.upsert({ where: { key: mail.key }, create: mail, update: {} });
  }

  /** Takes a mail out that turned out to have nobody to go to, and that nobody is to know of. */
  async remove(id: string): Promise<void> {
    await this.prisma.outboxMail.deleteMany({ where: { id } });
  }

  /**
   * Mails that wait, and are to a person or tell of one, are not sent any more.
   * @param userId the subject of mails about an account
   * @param address one that stands in a mail's data as it is
   */
  async forget(tx: Prisma.TransactionClient, { userId, address }: { userId: string; address: string }): Promise<void> {
    // As a whole JSON text: "paul@…" must not go with "l@…".
    const text = `%${JSON.stringify(address).replace(/[\\%_]/g, '\\$&')}%`;
    await tx.$executeRaw`
      UPDATE "OutboxMail" SET "doneAt" = ${new Date()}, "claimedUntil" = NULL, "data" = NULL
      WHERE "doneAt" IS NULL
        AND ("subjectId" = ${userId} OR CAST("data" AS TEXT) LIKE ${text} ESCAPE '\\')`;
  }

  /** Has new mails sent soon; without it they wait for the worker's next round. */
  kick(): void {
    this.jobs.kick(OUTBOX_JOB);
  }
}
