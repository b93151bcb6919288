// npm run dev: builds, serves, and does both again whenever a source changes. Ctrl-C ends all of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { watch } from 'chokidar';

/** Changes that Prisma's clients or the API's document depend on; others need the compiler alone, which is quicker. */
const NEEDS_GENERATE = /\.(dto|query|response|controller)\.ts$|\.prisma$/;
const SETTLE_MS = 150;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const changed = new Set();
let server;
let timer;
let building = Promise.resolve();
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
await rebuild();
watch(['src', 'prisma', '.env'], {
  ignored: (path) => /src[\\/](generated|swagger-metadata\.ts)/.test(path) || path.endsWith('.spec.ts'),
  ignoreInitial: true,
}).on('all', (_, path) => {
  changed.add(path);
  clearTimeout(timer);
  timer = setTimeout(() => (building = building.then(rebuild)), SETTLE_MS);
});

async function rebuild() {
  const paths = [...changed];
  changed.clear();
  const quick = paths.length > 0 && !paths.some((path) => NEEDS_GENERATE.test(path));
  const code = await exitOf(run(['scripts/build.mjs', ...(quick ? ['--quick'] : [])]));
  if (ending) return;
  if (code !== 0) {
    console.error('The build failed; waiting for the next change.');
    return;
  }
  await stop();
  if (ending) return;
  server = run(['--enable-source-maps', 'dist/main.js']);
}

async function end() {
  if (ending) return;
  ending = true;
  await stop();
  process.exit(0);
}

async function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** In a group of its own: Ctrl-C then reaches this script alone, which ends what it started. */
function run(args) {
  return spawn(process.execPath, args, { stdio: 'inherit', detached: true });
}

async function exitOf(child) {
  const [code] = await once(child, 'exit');
  return code;
}
