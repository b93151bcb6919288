// npm run test:postgresql [-- FILES]: every e2e test on a throw-away PostgreSQL instead of SQLite.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startThrowawayPostgres } from './throwaway-postgres.mjs';

const server = await startThrowawayPostgres();
let code = 1;
try {
  // The files first: `--selectProjects` takes all that follows for names of projects.
  const jest = ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)];
  const env = { ...process.env, TEST_POSTGRES: server.url };
  const tests = spawn(process.execPath, [...jest, '--selectProjects', 'e2e'], { stdio: 'inherit', env });
  // Ctrl-C reaches the tests by itself; the server is stopped once they have ended.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => tests.kill('SIGTERM'));
  [code] = await once(tests, 'exit');
} finally {
  await server.stop();
}
process.exit(code ?? 1);
