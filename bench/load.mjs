import autocannon from 'autocannon';

const SECONDS = 4;
const ROUNDS = 3;

/** Reads come from many customers; a single address would meet its limit. Behind a proxy they look like this. */
const CUSTOMERS = Array.from({ length: 250 }, (_, index) => ({
  headers: { 'x-forwarded-for': `198.51.100.${index + 1}` },
}));

/**
 * Requests a second of two addresses, in turns, so that both meet the same machine.
 * @returns {Promise<[number, number]>} the median round of each
 */
export async function compareThroughput(urlA, urlB) {
  const rounds = { a: [], b: [] };
  await throughput(urlA, 1);
  await throughput(urlB, 1);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.a.push(await throughput(urlA, SECONDS));
    rounds.b.push(await throughput(urlB, SECONDS));
  }
  return [median(rounds.a), median(rounds.b)];
}

async function throughput(url, duration) {
  const result = await autocannon({ url, connections: 16, duration, requests: CUSTOMERS });
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

/** Runs `task(i)` for i = 0 … count − 1, so many at a time. @returns {Promise<number>} calls a second */
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

/** A row of the report. `goal` is what the ratio should at least be. */
export function atLeast(what, shop, floor, unit, goal) {
  const ratio = shop / floor;
  return {
    what,
    shop: `${round(shop)} ${unit}`,
    floor: `${round(floor)} ${unit}`,
    ratio: ratio.toFixed(2),
    goal: `≥ ${goal}`,
    ok: ratio >= goal,
  };
}

export function round(number) {
  return number >= 100 ? Math.round(number) : Number(number.toFixed(1));
}
