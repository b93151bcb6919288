// npm run test:chaos: the long form of the chaos tests, on SQLite and then on PostgreSQL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startThrowawayPostgres } from './throwaway-postgres.mjs';

/** Limit of the whole run; unfinished tests count as failed. */
const LIMIT_MS = 18 * 60_000;

let running;
let isOver = false;
const started = Date.now();
const stop = setTimeout(() => {
  isOver = true;
  console.error(`\nNot done after ${LIMIT_MS / 60_000} minutes: stopped.`);
  end('SIGKILL');
}, LIMIT_MS);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isOver = true;
    end(signal);
  });
}

const totals = [];
let failed = false;
await run('SQLite', {});
if (!isOver) {
  const server = await startThrowawayPostgres();
  try {
    await run('PostgreSQL', { TEST_POSTGRES: server.url });
  } finally {
    await server.stop();
  }
}
clearTimeout(stop);
console.log(`\n${totals.join('\n')}\nChaos took ${Math.round((Date.now() - started) / 1000)} s.`);
sum();
process.exit(failed || isOver ? 1 : 0);

async function run(database, env) {
  console.log(`\n== Chaos on ${database}`);
  const jest = ['node_modules/jest/bin/jest.js', 'test/chaos/'];
  running = spawn(process.execPath, jest, {
    stdio: ['ignore', 'inherit', 'pipe'],
    // A separate process group, so that all processes of the tests can be ended.
    detached: true,
    env: { ...process.env, CHAOS: '1', ...env },
  });
  let output = '';
  running.stderr.on('data', (chunk) => {
    output += chunk;
    process.stderr.write(chunk);
  });
  const [code] = await once(running, 'close');
  if (code !== 0) failed = true;
  totals.push(`${database.padEnd(11)}${/^Tests:.*$/m.exec(output)?.[0] ?? 'Tests: 1 failed (it did not end)'}`);
}

function end(signal) {
  if (running?.exitCode === null && running.signalCode === null) process.kill(-running.pid, signal);
}

/** Jest's totals over both databases. */
function sum() {
  const count = (what) =>
    totals.reduce((all, line) => all + Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0), 0);
  const [failures, passed] = [count('failed'), count('passed')];
  console.log(`Tests: ${failures ? `${failures} failed, ` : ''}${passed} passed, ${failures + passed} total`);
}
