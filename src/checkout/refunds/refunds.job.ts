import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { RefundChecks } from './refund-checks.service.js';
import { RefundsService } from './refunds.service.js';

const EVERY_MS = 60_000;

/** Retries refunds without a result, after a lost connection or a crash, and reads the others again each day. */
@Injectable()
export class RefundsJob implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly refunds: RefundsService,
    private readonly checks: RefundChecks,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'refunds', everyMs: EVERY_MS, run: (signal) => this.run(signal) });
  }

  private async run(signal: AbortSignal): Promise<void> {
    await this.refunds.processDue(signal);
    await this.checks.checkDue(signal);
  }
}
