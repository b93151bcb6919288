import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../common/errors/operator-error.js';
import { makePrivateFolder } from '../config/private-files.js';
import { flush, sha256 } from './checksums.js';

/** The names of uploads. Unfinished ones begin with a dot. */
export async function uploadsIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Copies missing files. A file that was deleted meanwhile is skipped. */
export async function copyNewUploads(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const there = new Set(await uploadsIn(to));
  for (const name of await uploadsIn(from)) {
    if (there.has(name)) continue;
    try {
      await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** @returns the files with a name of the backup and other contents: names are random, so something else wrote them */
export async function otherUploads(backup: string, folder: string): Promise<string[]> {
  const there = new Set(await uploadsIn(folder));
  const other: string[] = [];
  for (const name of await uploadsIn(backup)) {
    if (there.has(name) && (await sha256(join(backup, name))) !== (await sha256(join(folder, name)))) other.push(name);
  }
  return other;
}

/**
 * Adds the pictures of a backup to the existing ones. Names are unique, and pictures without a product do no harm.
 * @param aside where existing files with a name of the backup and other contents are moved
 */
export async function restoreUploads(backup: string, folder: string, aside: string): Promise<void> {
  const names = await uploadsIn(backup);
  if (names.length === 0) return;
  try {
    makePrivateFolder(folder);
    for (const name of await otherUploads(backup, folder)) {
      await mkdir(join(folder, aside), { recursive: true });
      await rename(join(folder, name), join(folder, aside, name));
    }
    const there = new Set(await uploadsIn(folder));
    for (const name of names.filter((one) => !there.has(one))) await putInPlace(backup, folder, name);
    await flush(folder);
  } catch (error) {
    throw new OperatorError(`The uploads can't be written to ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

/** Atomic: writes a temporary file and renames it. */
async function putInPlace(backup: string, folder: string, name: string): Promise<void> {
  const part = join(folder, `.${name}.part`);
  try {
    await copyFile(join(backup, name), part);
    await flush(part);
    await rename(part, join(folder, name));
  } finally {
    await rm(part, { force: true });
  }
}
