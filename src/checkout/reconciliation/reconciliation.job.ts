import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { ReconciliationService } from './reconciliation.service.js';

const HOUR_MS = 60 * 60_000;

/** A session lives a day, and Stripe delivers its event for three more. */
const LOOK_BACK_MS = 4 * 24 * HOUR_MS;

@Injectable()
export class ReconciliationJob implements OnModuleInit {
  constructor(
    private readonly reconciliation: ReconciliationService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      name: 'reconciliation',
      everyMs: HOUR_MS,
      run: (signal) => this.reconciliation.run({ since: new Date(Date.now() - LOOK_BACK_MS), signal }),
    });
  }
}
