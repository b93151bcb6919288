import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { CheckoutHousekeeping } from './checkout-housekeeping.service.js';

const HOUR_MS = 60 * 60_000;

@Injectable()
export class CheckoutHousekeepingJob implements OnModuleInit {
  constructor(
    private readonly housekeeping: CheckoutHousekeeping,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      name: 'checkout-housekeeping',
      everyMs: HOUR_MS,
      run: (signal) => this.housekeeping.deleteExpired(signal),
    });
  }
}
