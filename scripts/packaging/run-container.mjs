import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, environmentOf, healthcheckOf, userOf, volumesOf } from './read-dockerfile.mjs';

/**
 * What an engine gives a container, as far as this machine lets us: the first process of its own process namespace, so
 * that signals without a handler are ignored; a root file system that is read-only but for the volumes and the folder
 * for temporary files; no way to become somebody else.
 */
const ISOLATED = `
for folder in $WRITABLE; do mount --bind "$folder" "$folder"; done
mount -o remount,ro,bind /
unset WRITABLE
exec setpriv --reuid "$0" --regid "$1" --clear-groups --no-new-privs --bounding-set -all -- "$2" "\${@:3}"
`;

const IS_ROOT = process.getuid?.() === 0;

/** Whether a container here is more than a process. */
export const canIsolate =
  IS_ROOT && spawnSync('unshare', ['--mount', '--pid', '--fork', 'setpriv', 'true']).status === 0;

/**
 * @typedef {object} Image what buildLayout made
 * @property {string} root
 * @property {import('./read-dockerfile.mjs').Stage} stage
 * @property {string} workdir
 */

/**
 * Starts a program as the image's user, in the image's WORKDIR, with nothing in its environment but what ENV sets and
 * what is given.
 * @param {Image} image
 * @param {Record<string, string>} env
 * @param {string[]} [command] CMD unless given
 * @returns {{ exited: Promise<number | null>, output: () => string, kill: (signal: string) => void }} `output` has both
 *   streams, `exited` the exit code
 */
export function startContainer(image, env, command = commandOf(image.stage)) {
  const [uid, gid = uid] = userOf(image.stage).split(':').map(Number);
  const writable = [...volumesOf(image.stage), '/tmp'].map((folder) => join(image.root, folder));
  mkdirSync(writable.at(-1), { recursive: true, mode: 0o1777 });
  const options = {
    cwd: join(image.root, image.workdir),
    env: environment(image, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  };

  let child;
  if (canIsolate) {
    options.env.WRITABLE = writable.join(' ');
    const isolate = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child', 'bash', '-euc', ISOLATED];
    execFileSync('chown', [`${uid}:${gid}`, writable.at(-1)]);
    child = spawn('unshare', [...isolate, String(uid), String(gid), ...command], options);
  } else {
    child = spawn(command[0], command.slice(1), { ...options, ...(IS_ROOT && { uid, gid }) });
  }
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return {
    exited: once(child, 'close').then(([code]) => code),
    output: () => text,
    kill: (signal) => process.kill(canIsolate ? firstChildOf(child.pid) : child.pid, signal),
  };
}

/**
 * Runs a program to its end.
 * @throws Error with all it said, when its exit code is not 0
 */
export async function runInContainer(image, env, command) {
  const { exited, output } = startContainer(image, env, command);
  const code = await exited;
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output()}`);
  return output();
}

/** @returns {Promise<boolean>} whether HEALTHCHECK is content */
export async function isHealthy(image, env) {
  const [program, ...args] = healthcheckOf(image.stage);
  const child = spawn(program, args, { env: environment(image, env), stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** Empties the volumes, as for a new container. */
export function emptyVolumes({ root, stage }) {
  for (const folder of volumesOf(stage)) {
    const path = join(root, folder);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
    if (IS_ROOT) execFileSync('chown', [userOf(stage), path]);
  }
}

function environment({ root, stage, workdir }, given) {
  const inside = Object.entries(environmentOf(stage)).map(([name, value]) => [
    name,
    value.startsWith(`${workdir}/`) ? join(root, value) : value,
  ]);
  return { PATH: process.env.PATH, TMPDIR: join(root, 'tmp'), ...Object.fromEntries(inside), ...given };
}

/** `unshare` waits for it and does not pass signals on. */
function firstChildOf(pid) {
  const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(first);
}
