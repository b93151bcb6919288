import type { AppMetrics } from '../common/metrics/app-metrics.js';
import type { Job } from './job.js';
import { runUnderLease } from './leased-run.js';
import type { LeasesService } from './leases.service.js';

/** A kick waits this long for others: a burst of commits is one run. */
const KICK_MS = 100;

/** Sees to it that a job never runs twice at once in this process, and that no run throws. */
export class JobRunner {
  private running: Promise<boolean> | undefined;
  private queued: Promise<boolean> | undefined;
  private abort: AbortController | undefined;
  private kickTimer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    readonly job: Job,
    private readonly leases: LeasesService,
    private readonly metrics: AppMetrics,
    private readonly report: (job: Job, error: unknown) => void,
  ) {}

  /**
   * Runs the job, after the run that is under way just now: what is there when this is called will have been seen.
   * @returns whether it ran: false while another instance runs it, once the server ends, and when the lease could not
   *   be asked for; true also when it failed
   */
  run(): Promise<boolean> {
    if (this.stopped) return Promise.resolve(false);
    if (this.running) {
      this.queued ??= this.running.then(() => {
        this.queued = undefined;
        return this.run();
      });
      return this.queued;
    }
    this.running = this.runNow().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** The time has come: a run, unless one is under way. */
  tick(): void {
    if (!this.running) void this.run();
  }

  kick(): void {
    if (this.stopped) return;
    this.kickTimer ??= setTimeout(() => {
      this.kickTimer = undefined;
      void this.run();
    }, KICK_MS).unref();
  }

  /** No further run begins; the one under way is told. @returns when it has ended */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.kickTimer);
    this.abort?.abort(new Error('The server ends'));
    await this.running;
  }

  private async runNow(): Promise<boolean> {
    const abort = new AbortController();
    this.abort = abort;
    try {
      if (!(await this.leases.take(this.job.name))) return false;
    } catch (error) {
      this.report(this.job, error);
      return false;
    }
    const start = performance.now();
    let outcome: 'done' | 'failed' = 'done';
    await runUnderLease(this.job, this.leases, abort).catch((error: unknown) => {
      outcome = 'failed';
      this.report(this.job, error);
    });
    this.metrics.emit('jobEnded', { job: this.job.name, outcome, seconds: (performance.now() - start) / 1000 });
    return true;
  }
}
