// npm run test:cluster [-- FILES]: three instances of the built shop on PostgreSQL and Redis, behind a balancer, while
// machines die. One file after the other: each has the machine for itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** In all: whatever is not done by then has failed. */
const LIMIT_MS = 10 * 60_000;

const files = process.argv.slice(2);
const jest = ['node_modules/jest/bin/jest.js', ...files, '--selectProjects', 'cluster', '--runInBand'];
const tests = spawn(process.execPath, [...jest, '--testTimeout=240000'], {
  stdio: 'inherit',
  // A group of its own, to be ended with all that the tests have started.
  detached: true,
  env: { ...process.env, CLUSTER: '1' },
});
const end = (signal) => {
  if (tests.exitCode === null && tests.signalCode === null) process.kill(-tests.pid, signal);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(signal));
setTimeout(() => {
  console.error(`\nNot done after ${LIMIT_MS / 60_000} minutes: stopped.`);
  end('SIGKILL');
}, LIMIT_MS).unref();

const [code] = await once(tests, 'exit');
process.exit(code ?? 1);
