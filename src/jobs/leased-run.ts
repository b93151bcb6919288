import type { Job } from './job.js';
import { LEASE_MS, type LeasesService } from './leases.service.js';

const RENEW_MS = LEASE_MS / 3;

/**
 * Runs a job under the lease just taken for it, and renews the lease meanwhile.
 * @param abort its signal is the job's; aborted here when the lease is lost, and by the caller when the server ends
 * @throws errors of the job or the database; the lease is released in any case
 */
export async function runUnderLease(job: Job, leases: LeasesService, abort: AbortController): Promise<void> {
  const renewal = keepLease(job.name, leases, abort);
  let endedWell = false;
  try {
    await job.run(abort.signal);
    endedWell = true;
  } finally {
    clearInterval(renewal);
    // Changes nothing when another instance has the lease by now.
    await leases.release(job.name, endedWell);
  }
}

function keepLease(name: string, leases: LeasesService, abort: AbortController): NodeJS.Timeout {
  let heldUntil = Date.now() + LEASE_MS;
  const renew = async (): Promise<boolean> => {
    const now = new Date();
    try {
      const held = await leases.renew(name, now);
      if (held) heldUntil = now.getTime() + LEASE_MS;
      return held;
    } catch {
      // The database may answer again soon: the lease is lost only when its time is up.
      return Date.now() < heldUntil;
    }
  };
  const timer = setInterval(() => {
    void renew().then((held) => {
      if (held) return;
      clearInterval(timer);
      abort.abort(new Error(`The lease of ${name} is lost`));
    });
  }, RENEW_MS).unref();
  return timer;
}
