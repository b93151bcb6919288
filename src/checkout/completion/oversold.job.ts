import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { OversoldRetries } from './oversold-retries.service.js';

const EVERY_MS = 60_000;

@Injectable()
export class OversoldJob implements OnModuleInit {
  constructor(
    private readonly retries: OversoldRetries,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'oversold', everyMs: EVERY_MS, run: (signal) => this.retries.retryDue(signal) });
  }
}
