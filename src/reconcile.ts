import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CheckoutModule } from './checkout/checkout.module.js';
import { describeReport, type ReconciliationReport } from './checkout/reconciliation/reconciliation-report.js';
import { ReconciliationService } from './checkout/reconciliation/reconciliation.service.js';
import { parseSince } from './checkout/reconciliation/since.js';
import { DomainError } from './common/errors/domain-error.js';
import { LoggingModule } from './common/logging/logging.module.js';
import { ConfigModule } from './config/config.module.js';
import { ConfigError } from './config/read-env.js';
import { JobsModule } from './jobs/jobs.module.js';
import { PrismaModule } from './prisma/prisma.module.js';
import { MigrationError } from './prisma/migrations.js';
import { SecurityModule } from './security/security.module.js';

const USAGE = 'Usage: npm run reconcile -- --since 3d   (m, h or d, or a date such as 2026-03-01)';

/** What an operator can mend; its message says how. */
export class NotReconciledError extends Error {}

/** Checkout and what it stands on; no server. */
@Module({
  imports: [ConfigModule, LoggingModule, SecurityModule, PrismaModule, JobsModule, CheckoutModule],
})
class ReconcileModule {}

/**
 * Compares Stripe with the configured database and finishes what was missed. Safe beside a running server.
 * @param argv `--since`
 * @param onProgress called after each session and refund
 * @returns what was done, in lines, and whether all of it could be done
 * @throws NotReconciledError when it could not be looked at
 */
export async function reconcile(
  argv: string[],
  onProgress: (report: ReconciliationReport) => void,
): Promise<{ text: string; isComplete: boolean }> {
  const since = parseSince(readSince(argv), new Date());
  if (!since) throw new NotReconciledError(USAGE);
  try {
    const app = await NestFactory.createApplicationContext(ReconcileModule, { logger: false, abortOnError: false });
    try {
      const report = await app.get(ReconciliationService).run({ since, onProgress });
      return { text: describeReport(report), isComplete: report.failed.length === 0 };
    } finally {
      await app.close();
    }
  } catch (error) {
    const isMendable = error instanceof DomainError || error instanceof ConfigError || error instanceof MigrationError;
    throw isMendable ? new NotReconciledError(error.message) : error;
  }
}

function readSince(argv: string[]): string {
  try {
    return parseArgs({ args: argv, options: { since: { type: 'string' } } }).values.since ?? '3d';
  } catch (error) {
    throw new NotReconciledError(`${(error as Error).message}\n${USAGE}`);
  }
}
