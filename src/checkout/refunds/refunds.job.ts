import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { RefundsService } from './refunds.service.js';

export const REFUNDS_JOB = 'refunds';
const EVERY_MS = 60_000;

/** Asks Stripe again for refunds that have no answer, after a lost connection or the end of a process. */
@Injectable()
export class RefundsJob implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly refunds: RefundsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: REFUNDS_JOB, everyMs: EVERY_MS, run: (signal) => this.refunds.settleDue(signal) });
  }
}
