import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { withoutSecrets } from '../common/logging/safe-error.js';
import { mailConfig, type MailConfig } from '../config/mail.config.js';
import { JobsService } from '../jobs/jobs.service.js';
import { MailComposers } from './mail-composers.js';
import { makeWay } from './make-way.js';
import { OUTBOX_JOB } from './outbox.service.js';
import { OutboxStore, type ClaimedMail } from './outbox.store.js';
import { MailTransport } from './transport/mail-transport.js';
import { outgoingMail } from './transport/outgoing-mail.js';

const EVERY_MS = 15_000;
/** Mails that are claimed, and sent, together. */
const CHUNK = 5;
/** Mails of one run; what is left after them is the next one's. */
const RUN = 200;
/** A try takes this long at most; a claim lasts longer, so that nobody else begins before. */
const SEND_MS = 60_000;
const CLAIM_MS = 2 * SEND_MS;

/** Sends what is in the outbox. It never gives up on a mail, it only tries less and less often. */
@Injectable()
export class OutboxWorker implements OnModuleInit {
  private readonly logger = new Logger(OutboxWorker.name);

  constructor(
    private readonly jobs: JobsService,
    private readonly store: OutboxStore,
    private readonly composers: MailComposers,
    private readonly transport: MailTransport,
    @Inject(mailConfig.KEY) private readonly config: MailConfig,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: OUTBOX_JOB, everyMs: EVERY_MS, run: (signal) => this.sendDue(signal) });
  }

  /** Sends what is due, a bounded number of mails; safe beside other workers, with or without the lease. */
  async sendDue(signal?: AbortSignal): Promise<void> {
    for (let tried = 0; tried < RUN; tried += CHUNK) {
      if (signal?.aborted) return;
      const mails = await this.store.claim(CHUNK, CLAIM_MS);
      const tries = await Promise.allSettled(mails.map((mail) => this.deliver(mail)));
      const failed = tries.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      // None of them: the mail server is away, or nothing is left.
      if (!tries.some((one) => one.status === 'fulfilled' && one.value)) return;
      if (mails.length === CHUNK) await makeWay();
    }
    this.jobs.kick(OUTBOX_JOB);
  }

  /** @returns whether it is done; @throws when the database can't be told */
  private async deliver(mail: ClaimedMail): Promise<boolean> {
    try {
      await inTime(this.send(mail), SEND_MS);
    } catch (error) {
      const reason = reasonOf(error);
      this.logger.warn({ mailId: mail.id, kind: mail.kind, attempts: mail.attempts, reason }, 'Mail not sent');
      await this.store.postpone(mail, reason);
      return false;
    }
    // Should this fail, the claim lapses and the mail goes out once more, under the same Message-ID or file name.
    await this.store.markDone(mail.id);
    return true;
  }

  private async send(row: ClaimedMail): Promise<void> {
    const mail = await this.composers.compose(row);
    const outgoing = mail && outgoingMail(row, mail, this.config);
    if (outgoing) await this.transport.send(row.id, outgoing);
    else this.logger.log({ mailId: row.id, kind: row.kind }, 'Mail without anybody to go to');
  }
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Not within ${ms / 1000} seconds`)), ms).unref();
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** For the log and the row: without the address that a mail server likes to repeat. */
function reasonOf(error: unknown): string {
  return withoutSecrets(isNativeError(error) ? error.message : 'Unknown failure').slice(0, 500);
}
