import type { Job } from './job.js';
import { runUnderLease } from './leased-run.js';
import { LEASE_MS, type LeasesService } from './leases.service.js';

/** As the database answers them: one answer a renewal, the last one again and again. */
function leasesThat(...renewals: (boolean | Error)[]) {
  const given: boolean[] = [];
  const leases = {
    renew: () => {
      const answer = renewals.length > 1 ? renewals.shift()! : renewals[0]!;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    release: (_: string, endedWell: boolean) => Promise.resolve(void given.push(endedWell)),
  } as unknown as LeasesService;
  return { leases, given };
}

function longJob() {
  let end!: (error?: Error) => void;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  const job: Job = { name: 'long', everyMs: 1000, run: () => ended };
  return { job, end };
}

describe('runUnderLease', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('renews the lease as long as the job runs, however long, and gives it back then', async () => {
    const { leases, given } = leasesThat(true);
    const renew = jest.spyOn(leases, 'renew');
    const { job, end } = longJob();
    const abort = new AbortController();
    const run = runUnderLease(job, leases, abort);
    await jest.advanceTimersByTimeAsync(10 * LEASE_MS);
    expect(renew.mock.calls.length).toBeGreaterThanOrEqual(20);
    expect(abort.signal.aborted).toBe(false);
    end();
    await run;
    expect(given).toEqual([true]);
    renew.mockClear();
    await jest.advanceTimersByTimeAsync(10 * LEASE_MS);
    expect(renew).not.toHaveBeenCalled();
  });

  it('aborts the job when another instance has taken the lease, and stops renewing it', async () => {
    const { leases } = leasesThat(true, false);
    const renew = jest.spyOn(leases, 'renew');
    const { job, end } = longJob();
    const abort = new AbortController();
    const run = runUnderLease(job, leases, abort);
    await jest.advanceTimersByTimeAsync(5 * LEASE_MS);
    expect(abort.signal.aborted).toBe(true);
    expect(renew).toHaveBeenCalledTimes(2);
    end();
    await run;
  });

  it('tolerates a database outage shorter than the lease, and not a longer one', async () => {
    const away = new Error('away');
    const short = leasesThat(away, away, true);
    const long = leasesThat(away);
    const [first, second] = [longJob(), longJob()];
    const [kept, lost] = [new AbortController(), new AbortController()];
    const runs = [runUnderLease(first.job, short.leases, kept), runUnderLease(second.job, long.leases, lost)];
    await jest.advanceTimersByTimeAsync(2 * LEASE_MS);
    expect([kept.signal.aborted, lost.signal.aborted]).toEqual([false, true]);
    first.end();
    second.end();
    await Promise.all(runs);
  });

  it('gives the lease back when the job fails', async () => {
    const { leases, given } = leasesThat(true);
    const { job, end } = longJob();
    const run = runUnderLease(job, leases, new AbortController());
    end(new Error('no'));
    await expect(run).rejects.toThrow('no');
    expect(given).toEqual([false]);
  });
});
