import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import getPort from 'get-port';

const START_TIMEOUT_MS = 20_000;

/** @returns {string | undefined} path of redis-server, if installed */
export function redisProgram() {
  return ['redis-server', 'valkey-server'].find((name) => !spawnSync(name, ['--version']).error);
}

/**
 * Starts an empty Redis without persistence.
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startThrowawayRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-redis-'));
  const port = await getPort();
  const flags = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn(redisProgram(), flags, { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const end = Date.now() + START_TIMEOUT_MS;
  while (!(await listens(port))) {
    if (child.exitCode !== null || Date.now() > end) throw new Error('Redis did not start');
    await setTimeout(10);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listens(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
