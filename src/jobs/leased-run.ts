import type { Job } from './job.js';
import { LEASE_MS, type LeasesService } from './leases.service.js';

const RENEW_MS = LEASE_MS / 3;

/**
 * Runs a job under the lease that was just taken for it, and renews that while it runs.
 * @param abort its signal is the job's; aborted here when the lease is lost, and by the caller when the server ends
 * @throws what the job or the database throws; the lease is given back all the same
 */
export async function runUnderLease(job: Job, leases: LeasesService, abort: AbortController): Promise<void> {
  const renewal = keepLease(job.name, leases, abort);
  let endedWell = false;
  try {
    await job.run(abort.signal);
    endedWell = true;
  } finally {
    clearInterval(renewal);
    // Changes nothing where somebody else has it by now.
    await leases.giveBack(job.name, endedWell);
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
      // A database that doesn't answer may be a short matter: the lease is lost when its time is up, not before.
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
