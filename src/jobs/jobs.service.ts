import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { databaseFailure } from '../common/errors/database-failure.js';
import { AppMetrics } from '../common/metrics/app-metrics.js';
import { Tracing } from '../common/tracing/tracing.js';
import { jobsConfig, type JobsConfig } from '../config/jobs.config.js';
import { JobRunner } from './job-runner.js';
import type { Job } from './job.js';
import { LeasesService } from './leases.service.js';

/** The first runs are spread over this time, so that instances that start together don't all run at once. */
const FIRST_RUN_MS = 30_000;

/** How long the shutdown waits for a run. */
const SHUTDOWN_MS = 8_000;

/** Scheduled work: each job runs on one instance at a time, and never twice at once. */
@Injectable()
export class JobsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobsService.name);
  private readonly runners = new Map<string, JobRunner>();
  private started = false;

  constructor(
    private readonly leases: LeasesService,
    private readonly scheduler: SchedulerRegistry,
    @Inject(jobsConfig.KEY) private readonly config: JobsConfig,
    private readonly metrics: AppMetrics,
    private readonly tracing: Tracing,
  ) {}

  /** Call it in `onModuleInit`. With `SCHEDULED_JOBS=false` the job runs only by name. */
  register(job: Job): void {
    if (this.runners.has(job.name)) throw new Error(`Two jobs named ${job.name}`);
    const run = (signal: AbortSignal) => this.tracing.trace(`job ${job.name}`, () => job.run(signal));
    const runner = new JobRunner({ ...job, run }, this.leases, this.metrics, ({ name }, error) =>
      this.report(name, error),
    );
    this.runners.set(job.name, runner);
    if (this.started) this.schedule(runner);
  }

  /**
   * Runs a job now, after this process's current run of it.
   * @returns false when another instance is running it; true also when it failed, which is logged
   */
  run(name: string): Promise<boolean> {
    return this.get(name).run();
  }

  /** Makes a job run soon, once for many calls. Call it after the commit. */
  kick(name: string): void {
    if (this.config.scheduled) this.get(name).kick();
  }

  onApplicationBootstrap(): void {
    this.started = true;
    for (const runner of this.runners.values()) this.schedule(runner);
  }

  /** Before the database is closed: starts no further run, and gives running jobs time to reach a safe point. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const kind of ['timeout', 'interval'] as const) {
      for (const name of this.runners.keys()) this.unschedule(kind, name);
    }
    const ended = Promise.allSettled([...this.runners.values()].map((runner) => runner.stop()));
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise((resolve) => {
      timer = setTimeout(resolve, SHUTDOWN_MS);
    });
    await Promise.race([ended, tooLong]);
    clearTimeout(timer);
  }

  private report(job: string, error: unknown): void {
    const reason = databaseFailure(error);
    // Recovers automatically once the database is back; until then each run of a job logs one such line.
    if (reason) this.logger.warn({ job, reason }, 'Not run: the database does not serve');
    else this.logger.error({ job, err: error });
  }

  private schedule(runner: JobRunner): void {
    if (!this.config.scheduled) return;
    const { name, everyMs } = runner.job;
    const first = setTimeout(
      () => {
        this.unschedule('timeout', name);
        this.scheduler.addInterval(name, setInterval(() => runner.tick(), everyMs).unref());
        runner.tick();
      },
      Math.random() * Math.min(everyMs, FIRST_RUN_MS),
    ).unref();
    this.scheduler.addTimeout(name, first);
  }

  private unschedule(kind: 'timeout' | 'interval', name: string): void {
    if (!this.scheduler.doesExist(kind, name)) return;
    if (kind === 'timeout') this.scheduler.deleteTimeout(name);
    else this.scheduler.deleteInterval(name);
  }

  private get(name: string): JobRunner {
    const runner = this.runners.get(name);
    if (!runner) throw new Error(`No job named ${name}`);
    return runner;
  }
}
