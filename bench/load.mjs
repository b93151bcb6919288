import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const SECONDS = 3;
const ROUNDS = 5;

/** Reads come from many client IPs, as behind a proxy; a single one would reach its rate limit. */
export const CUSTOMERS = Array.from({ length: 250 }, (_, index) => ({
  headers: { 'x-forwarded-for': `198.51.100.${index + 1}` },
}));

/**
 * CPU time of two servers for a request, measured in turns under the same conditions. One Node process serves as much as its
 * CPU time allows; unlike throughput, CPU time does not depend on the load of the machine.
 * @param {{ url: string, pid: number }} a
 * @param {{ url: string, pid: number }} b
 * @returns {Promise<[number, number]>} microseconds, the median round of each
 */
export async function compareCost(a, b) {
  const rounds = [[], []];
  // Warm-up: otherwise the first rounds measure compilation.
  await cost(a, 2 * SECONDS);
  await cost(b, 2 * SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    rounds[0].push(await cost(a, SECONDS));
    rounds[1].push(await cost(b, SECONDS));
  }
  return rounds.map(median);
}

async function cost({ url, pid }, duration) {
  const before = cpuMicroseconds(pid);
  const result = await autocannon({ url, connections: 16, duration, requests: CUSTOMERS });
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return (cpuMicroseconds(pid) - before) / result.requests.total;
}

/** User and system time of all threads, from /proc: fields 14 and 15 of proc_pid_stat(5), in hundredths of a second. */
function cpuMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Runs `task(i)` for i = 0 … count − 1 with bounded concurrency. @returns {Promise<number>} calls a second */
export async function rate(count, concurrency, task) {
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return count / ((performance.now() - started) / 1000);
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** A row of the report. `goal` is the lowest acceptable ratio. */
export function atLeast(what, shop, baseline, unit, goal) {
  const ratio = shop / baseline;
  return {
    what,
    shop: `${round(shop)} ${unit}`,
    baseline: `${round(baseline)} ${unit}`,
    ratio: ratio.toFixed(2),
    goal: `≥ ${goal}`,
    ok: ratio >= goal,
  };
}

export function round(number) {
  return number >= 100 ? Math.round(number) : Number(number.toFixed(1));
}
