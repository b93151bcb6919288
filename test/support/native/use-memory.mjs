import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';

const MEMORY = '/dev/shm';

/** What all the tests' folders and a PostgreSQL may take at once, and a browser beside them. */
const ROOM_BYTES = 2 * 2 ** 30;

let folder;

/**
 * Has temporary folders made in memory where there is room for them: the tests make hundreds of small databases, and
 * would wait for the disk at each commit. A killed process loses no more there than on a disk.
 */
export default function useMemory() {
  if (folder || !hasRoom()) return;
  folder = mkdtempSync(`${MEMORY}/boulevard-tests-`);
  // PostgreSQL runs as another user where we are root.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}
