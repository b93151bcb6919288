import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { SessionExpiry } from './session-expiry.service.js';

const EVERY_MS = 30_000;

@Injectable()
export class SessionExpiryJob implements OnModuleInit {
  constructor(
    private readonly expiry: SessionExpiry,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'holds', everyMs: EVERY_MS, run: (signal) => this.expiry.endExpired(signal) });
  }
}
