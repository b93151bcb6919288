import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { DisputeChecks } from './dispute-checks.service.js';

const DAY_MS = 24 * 60 * 60_000;

@Injectable()
export class DisputesJob implements OnModuleInit {
  constructor(
    private readonly checks: DisputeChecks,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'disputes', everyMs: DAY_MS, run: (signal) => this.checks.checkOpen(signal) });
  }
}
