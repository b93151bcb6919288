import { chmodSync, closeSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';

/** SQLite's files next to a database. */
const SQLITE_SUFFIXES = ['', '-wal', '-shm', '.lock'];

/** Creates a folder that only its owner can read. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** Makes a SQLite database readable by its owner only, a new one before it has any content. */
export function makePrivateDatabase(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch {
    // SQLite reports the problem when it opens the file.
  }
  // Files that SQLite creates later get the database's mode.
  for (const suffix of SQLITE_SUFFIXES) restrict(`${file}${suffix}`, 0o600);
}

/**
 * Closes a folder of an earlier version to other users. Folders with more than the shop's data stay as they are: the
 * program's own folder, and world-writable ones such as /tmp.
 */
export function closeFolder(path: string): void {
  try {
    const isShared =
      (statSync(path).mode & 0o1000) !== 0 || `${process.cwd()}${sep}`.startsWith(`${realpathSync(path)}${sep}`);
    if (!isShared) restrict(path, 0o700);
  } catch {
    // There is none.
  }
}

function restrict(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, mode);
  } catch {
    // The folder is missing or belongs to another user, as a volume's may.
  }
}
