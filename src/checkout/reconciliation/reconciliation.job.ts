import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { describeStopped } from './reconciliation-report.js';
import { ReconciliationService } from './reconciliation.service.js';

const HOUR_MS = 60 * 60_000;

@Injectable()
export class ReconciliationJob implements OnModuleInit {
  constructor(
    private readonly reconciliation: ReconciliationService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'reconciliation', everyMs: HOUR_MS, run: (signal) => this.run(signal) });
  }

  /** @throws Error when a pass stopped, so that the job counts as failed */
  private async run(signal: AbortSignal): Promise<void> {
    const stopped = describeStopped(await this.reconciliation.run({ signal }));
    if (stopped) throw new Error(`Not compared: ${stopped}`);
  }
}
