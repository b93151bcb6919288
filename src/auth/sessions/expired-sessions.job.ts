import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { AuthHousekeeping } from './auth-housekeeping.service.js';

const HOUR_MS = 60 * 60_000;

@Injectable()
export class ExpiredSessionsJob implements OnModuleInit {
  constructor(
    private readonly housekeeping: AuthHousekeeping,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      name: 'expired-logins',
      everyMs: HOUR_MS,
      run: (signal) => this.housekeeping.deleteExpired(signal),
    });
  }
}
