import { Command, Option } from 'nest-commander';
import { Installation } from '../installation/installation.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { appConfig } from '../config/app.config.js';
import { progressLine } from './progress-line.js';
import { ShopCommand } from './shop-command.js';
import { withModule } from './with-module.js';

interface Options {
  since?: string;
  dryRun?: boolean;
}

@Command({
  name: 'reconcile',
  description:
    "Compares Stripe's sessions, refunds and disputes with the database and finishes what was missed. Safe while the server runs. " +
    'Exits 0 when all is as Stripe says, 1 when something could not be finished, 2 when it could not compare.',
})
export class ReconcileCommand extends ShopCommand<Options> {
  protected readonly failure = 'Not reconciled';
  protected override readonly failureCode = 2;

  @Option({
    flags: '--since <when>',
    description: 'minutes, hours or days (90m, 12h, 3d), or a date such as 2026-03-01; since the last run unless given',
  })
  parseSince(value: string): string {
    return value;
  }

  @Option({ flags: '--dry-run', description: 'say what it would do, and change nothing' })
  parseDryRun(): boolean {
    return true;
  }

  protected async execute({ dryRun = false, ...options }: Options): Promise<void> {
    const { describeReport, describeStopped } = await import('../checkout/reconciliation/reconciliation-report.js');
    const { parseSince } = await import('../checkout/reconciliation/since.js');
    const since = options.since === undefined ? undefined : parseSince(options.since, new Date(), appConfig().timeZone);
    if (since === null) throw new OperatorError('--since takes 90m, 12h, 3d or a date such as 2026-03-01 that is past');

    const { report, areJobsEnabled } = await this.reconcile(since, dryRun);
    this.print(describeReport(report, dryRun));
    if (!areJobsEnabled) this.print('Scheduled jobs are off in this database: npm run jobs:enable turns them on.');
    const stopped = describeStopped(report);
    if (stopped) throw new OperatorError(stopped);
    if (report.failed.length) process.exitCode = 1;
  }

  private async reconcile(since: Date | undefined, dryRun: boolean) {
    const { ShopWithoutServerModule } = await import('./shop-without-server.module.js');
    const { ReconciliationService } = await import('../checkout/reconciliation/reconciliation.service.js');
    return withModule(ShopWithoutServerModule, async (app) => {
      const report = await app.get(ReconciliationService).run({
        since,
        dryRun,
        onProgress: ({ sessions, refunds, finished }) =>
          progressLine.show(`${sessions} sessions, ${refunds} refunds looked at, ${finished.length} finished`),
      });
      return { report, areJobsEnabled: await app.get(Installation).areJobsEnabled() };
    });
  }
}
