import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { WaitingEvents } from './waiting-events.service.js';

const EVERY_MS = 60_000;

@Injectable()
export class RetryEventsJob implements OnModuleInit {
  constructor(
    private readonly events: WaitingEvents,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'events', everyMs: EVERY_MS, run: (signal) => this.events.retryDue(signal) });
  }
}
