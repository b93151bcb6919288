import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { withoutSecrets } from '../common/logging/safe-error.js';
import { withTimeout } from '../common/with-timeout.js';
import { mailConfig, type MailConfig } from '../config/mail.config.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import { JobsService } from '../jobs/jobs.service.js';
import { MailComposers } from './mail-composers.js';
import { yieldToRequests } from './yield-to-requests.js';
import { OUTBOX_JOB } from './outbox.service.js';
import { OutboxStore, type ClaimedMail } from './outbox.store.js';
import { MailTransport } from './transport/mail-transport.js';
import { outgoingMail } from './transport/outgoing-mail.js';

const EVERY_MS = 15_000;
/** Mails that are claimed and sent together. */
const CHUNK = 5;
/** Mails per run; the next run takes the rest. */
const RUN = 200;
/** The timeout of an attempt. A claim lasts longer, so that no other worker starts before. */
const SEND_MS = 60_000;
const CLAIM_MS = 2 * SEND_MS;

/** Sends the mails of the outbox. It retries for ever, less and less often. */
@Injectable()
export class OutboxWorker implements OnModuleInit {
  private readonly logger = new Logger(OutboxWorker.name);

  constructor(
    private readonly jobs: JobsService,
    private readonly store: OutboxStore,
    private readonly composers: MailComposers,
    private readonly transport: MailTransport,
    @Inject(mailConfig.KEY) private readonly config: MailConfig,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: OUTBOX_JOB, everyMs: EVERY_MS, run: (signal) => this.sendDue(signal) });
  }

  /** Sends due mails, a bounded number. Safe with concurrent workers, with or without the lease. */
  async sendDue(signal?: AbortSignal): Promise<void> {
    for (let tried = 0; tried < RUN; tried += CHUNK) {
      if (signal?.aborted) return;
      const mails = await this.store.claim(CHUNK, CLAIM_MS);
      const tries = await Promise.allSettled(mails.map((mail) => this.deliver(mail)));
      const failed = tries.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      // None was sent: the mail server is down, or nothing is left.
      if (!tries.some((one) => one.status === 'fulfilled' && one.value)) return;
      if (mails.length === CHUNK) await yieldToRequests();
    }
    this.jobs.kick(OUTBOX_JOB);
  }

  /** @returns whether it was sent; @throws when the database can't be written */
  private async deliver(mail: ClaimedMail): Promise<boolean> {
    try {
      await withTimeout(this.send(mail), SEND_MS);
    } catch (error) {
      const reason = reasonOf(error);
      this.logger.warn({ mailId: mail.id, kind: mail.kind, attempts: mail.attempts, reason }, 'Mail not sent');
      await this.store.postpone(mail, reason);
      return false;
    }
    // If this fails, the claim lapses and the mail is sent again, with the same Message-ID or file name.
    await this.store.markDone(mail.id);
    return true;
  }

  private async send(row: ClaimedMail): Promise<void> {
    const mail = await this.composers.compose(row);
    const outgoing = mail && outgoingMail(row, mail, { ...this.config, isTest: this.stripe.marksTests });
    if (outgoing) await this.transport.send(row.id, outgoing);
    else this.logger.log({ mailId: row.id, kind: row.kind }, 'Mail without anybody to go to');
  }
}

/** For the log and the row, without addresses, which mail servers often repeat. */
function reasonOf(error: unknown): string {
  return withoutSecrets(isNativeError(error) ? error.message : 'Unknown failure').slice(0, 500);
}
