import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { DueDeletions } from './due-deletions.service.js';

const DAY_MS = 24 * 60 * 60_000;

@Injectable()
export class DueDeletionsJob implements OnModuleInit {
  constructor(
    private readonly deletions: DueDeletions,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      name: 'account-deletions',
      everyMs: DAY_MS,
      run: (signal) => this.deletions.deleteDue(signal),
    });
  }
}
