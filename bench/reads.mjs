import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { atLeast, compareCost } from './load.mjs';

const CLI = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Catalogue reads with the whole pipeline, compared with a bare Nest route that returns the same bytes. */
export async function measureReads() {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'boulevard-reads-'));
  execFileSync(process.execPath, [CLI, 'db:seed'], { env: { PATH: process.env.PATH, DATA_DIR }, stdio: 'ignore' });
  const shop = await startThrowawayShop({
    DATA_DIR,
    // Log lines are JSON, as in production; in development they are formatted for people.
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    TRUST_PROXY: '1',
    RATE_LIMIT_GENERAL: '100000',
  });
  try {
    const { products } = await (await fetch(`${shop.url}/api/products`)).json();
    return [
      await compare(
        shop,
        `/api/products/${products[0].slug}`,
        'product by slug, compared with a bare Nest route',
        0.55,
      ),
      await compare(shop, '/api/products?limit=12', 'list of 12 products, compared with a bare Nest route', 0.6),
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
    const [ours, baseline] = await compareCost({ url: shop.url + path, pid: shop.pid }, bare);
    return atLeast(what, 1e6 / ours, 1e6 / baseline, 'req per CPU second', goal);
  } finally {
    await bare.stop();
  }
}

async function startBare(bytes) {
  const port = await getPort();
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
