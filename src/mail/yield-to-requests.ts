import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 20;
const BUSY_SHARE = 0.5;
const PAUSE_MS = 250;

/**
 * Call it between two pieces of background work: a short pause, longer while the event loop is busy. Requests go first,
 * and the mails of a rush of orders leave in the minutes after it.
 */
export async function yieldToRequests(): Promise<void> {
  const before = performance.eventLoopUtilization();
  await sleep(LOOK_MS);
  if (performance.eventLoopUtilization(before).utilization > BUSY_SHARE) await sleep(PAUSE_MS);
}
