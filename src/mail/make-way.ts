import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 20;
const BUSY_SHARE = 0.5;
const PAUSE_MS = 250;

/**
 * Customers go first: a short pause between two pieces of work that can wait, and a longer one while the process is busy
 * with something else. A rush of orders leaves its mails for the minutes after it.
 */
export async function makeWay(): Promise<void> {
  const before = performance.eventLoopUtilization();
  await sleep(LOOK_MS);
  if (performance.eventLoopUtilization(before).utilization > BUSY_SHARE) await sleep(PAUSE_MS);
}
