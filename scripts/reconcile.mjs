// npm run reconcile -- --since 3d: compares Stripe's sessions and refunds with the database and finishes what was missed.
// Exit code 0: all is as Stripe says; 1: something could not be finished; 2: it could not be looked at.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';
import { progressLine } from './progress-line.mjs';

ensureBuilt();
if (existsSync('.env')) process.loadEnvFile('.env');
// The server's business; this process ends when it is done.
process.env.SCHEDULED_JOBS = 'false';

const { NotReconciledError, reconcile } = await import('../dist/reconcile.js');

const showProgress = ({ sessions, refunds, finished }) =>
  progressLine.show(`${sessions} sessions, ${refunds} refunds looked at, ${finished.length} finished`);

try {
  const { text, isComplete } = await reconcile(process.argv.slice(2), showProgress);
  progressLine.clear();
  console.log(text);
  process.exitCode = isComplete ? 0 : 1;
} catch (error) {
  progressLine.clear();
  console.error(error instanceof NotReconciledError ? `Not reconciled: ${error.message}` : error);
  process.exitCode = 2;
}
