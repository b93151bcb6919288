import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';

const MEMORY = '/dev/shm';
const OURS = 'boulevard-tests-';

/** Memory that the tests' folders, a PostgreSQL and a browser may use at once. */
const ROOM_BYTES = 2 * 2 ** 30;

let folder;

/**
 * Has temporary folders made in memory where there is room for them: the tests make hundreds of small databases, and
 * would wait for the disk at each commit. A killed process loses no more there than on a disk.
 */
export default function useMemory() {
  if (folder || !isThere()) return;
  removeAbandoned();
  if (!hasRoom()) return;
  folder = mkdtempSync(`${MEMORY}/${OURS}${process.pid}-`);
  // PostgreSQL runs as another user where we are root.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function isThere() {
  try {
    return readdirSync(MEMORY).length >= 0;
  } catch {
    return false;
  }
}

function hasRoom() {
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}

/** Those of runs that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(MEMORY)) {
    const pid = Number(new RegExp(`^${OURS}(\\d+)-`).exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(`${MEMORY}/${name}`, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
