import { JobsService } from '../../../src/jobs/jobs.service.js';
import type { RunningApp } from '../start-app.js';
import { timePasses } from './time-passes.js';

/** All that works on what buyers and Stripe left behind. The outbox last: the others write mails. */
const JOBS = ['holds', 'oversold', 'refunds', 'events', 'outbox'];

/** Some minutes go by, and every job has its turn; twice, as one may leave work for another. */
export async function jobsRun(shop: RunningApp): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await timePasses(shop.prisma);
    for (const name of JOBS) expect(await shop.app.get(JobsService).run(name)).toBe(true);
  }
}
