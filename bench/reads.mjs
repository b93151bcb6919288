import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/free-port.mjs';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { atLeast, compareCost } from './load.mjs';

/** Reads of the catalogue, limits, access log and all, beside a bare Nest route that answers the same bytes. */
export async function measureReads() {
  const shop = await startThrowawayShop({ TRUST_PROXY: '1', RATE_LIMIT_GENERAL: '100000', LOG_LEVEL: 'info' });
  try {
    const { products } = await (await fetch(`${shop.url}/api/products`)).json();
    return [
      await compare(shop, `/api/products/${products[0].slug}`, 'product by slug, beside a bare Nest route', 0.7),
      await compare(shop, '/api/products?limit=12', 'list of 12 products, beside a bare Nest route', 0.6),
    ];
  } finally {
    await shop.stop();
  }
}

async function compare(shop, path, what, goal) {
  const bytes = await (await fetch(shop.url + path)).text();
  const bare = await startBare(bytes);
  try {
    if ((await (await fetch(bare.url)).text()) !== bytes) throw new Error('The bare route answers other bytes');
    const [ours, floor] = await compareCost({ url: shop.url + path, pid: shop.pid }, bare);
    return atLeast(what, 1e6 / ours, 1e6 / floor, 'req per CPU second', goal);
  } finally {
    await bare.stop();
  }
}

async function startBare(bytes) {
  const port = await freePort();
  const file = fileURLToPath(new URL('bare-nest.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, String(port)], { stdio: ['pipe', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  child.stdin.end(bytes);
  await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}/`,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
