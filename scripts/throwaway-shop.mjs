import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const START_TIMEOUT_MS = 20_000;

/**
 * Starts the built application as a separate process.
 * @param {Record<string, string>} env its variables; without `DATA_DIR` it gets an empty folder
 * @returns {Promise<{ url: string, pid: number, dataDir: string, startMs: number, stop: () => Promise<void> }>}
 *   `startMs`: from its spawn to its first 200; `stop` also removes the folder
 */
export async function startThrowawayShop(env = {}) {
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'boulevard-shop-'));
  const port = await getPort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };

  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - started > START_TIMEOUT_MS) {
      await stop();
      throw new Error('The shop did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { url, pid: child.pid, dataDir, startMs: performance.now() - started, stop };
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/api/health/ready`)).ok;
  } catch {
    return false;
  }
}
