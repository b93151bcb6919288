import { availableParallelism } from 'node:os';
import autocannon from 'autocannon';
import bcrypt from 'bcrypt';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { atLeast, rate, round } from './load.mjs';

const LOGINS = 30;
/** Concurrent hashes of the shop. */
const HASHES = Math.max(1, Math.min(availableParallelism(), 4) - 1);
/** More clients than concurrent hashes, so that hashing never waits for a client. */
const CLIENTS = 4 * HASHES;
const ACCOUNT = { email: 'bench@example.com', username: 'bench', password: 'Pikachu25' };

/** Logins compared with bcrypt alone, and the effect of many logins on reads. */
export async function measureLogin() {
  const shop = await startThrowawayShop({ RATE_LIMIT_ENABLED: 'false' });
  try {
    await post(shop, '/api/auth/register', ACCOUNT, 201);
    const hash = await bcrypt.hash(ACCOUNT.password, 12);
    const baseline = await rate(LOGINS, HASHES, () => bcrypt.compare(ACCOUNT.password, hash));
    const ours = await rate(LOGINS, CLIENTS, () => post(shop, '/api/auth/login', ACCOUNT, 200));
    return [
      atLeast(
        `login, compared with bcrypt 12 alone, ${HASHES} at a time as in the shop`,
        ours,
        baseline,
        'logins/s',
        0.9,
      ),
      await measureStorm(shop),
    ];
  } finally {
    await shop.stop();
  }
}

async function measureStorm(shop) {
  const { products } = await (await fetch(`${shop.url}/api/products`)).json();
  const url = `${shop.url}/api/products/${products[0].slug}`;
  await p99(url, 2);
  const idle = await p99(url, 8);
  const storm = autocannon({
    url: `${shop.url}/api/auth/login`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ACCOUNT),
    connections: 16,
    duration: 10,
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const busy = await p99(url, 8);
  await storm;
  return {
    what: 'p99 of product reads while logins saturate the machine, compared with p99 idle',
    shop: `${round(busy)} ms`,
    baseline: `${round(idle)} ms`,
    ratio: `${(busy / idle).toFixed(2)} ×`,
    goal: '≤ 3 ×',
    ok: busy <= 3 * idle,
  };
}

/** 99th percentile of reads in milliseconds, one read every 10 ms. autocannon counts in whole milliseconds only. */
async function p99(url, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const started = performance.now();
    await (await fetch(url)).arrayBuffer();
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)];
}

async function post({ url }, path, body, expected) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}`);
}
