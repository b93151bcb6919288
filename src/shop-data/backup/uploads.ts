import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ShopDataError } from '../shop-data.errors.js';
import { flush, sha256 } from './checksums.js';

/** The names of what was uploaded; what is being written begins with a dot. */
export async function uploadsIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Copies what is not there yet; a file that is deleted meanwhile is nobody's any more. */
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

/** @returns those that have the name of one in the backup, and other contents: names are random and never come back */
export async function otherUploads(backup: string, folder: string): Promise<string[]> {
  const there = new Set(await uploadsIn(folder));
  const other: string[] = [];
  for (const name of await uploadsIn(backup)) {
    if (there.has(name) && (await sha256(join(backup, name))) !== (await sha256(join(folder, name)))) other.push(name);
  }
  return other;
}

/**
 * Puts the pictures of a backup beside those that are there: no two are named alike, and what no product shows does no
 * harm.
 * @param aside where those go that have a name of the backup's and other contents
 */
export async function restoreUploads(backup: string, folder: string, aside: string): Promise<void> {
  const names = await uploadsIn(backup);
  if (names.length === 0) return;
  try {
    await mkdir(folder, { recursive: true });
    for (const name of await otherUploads(backup, folder)) {
      await mkdir(join(folder, aside), { recursive: true });
      await rename(join(folder, name), join(folder, aside, name));
    }
    const there = new Set(await uploadsIn(folder));
    for (const name of names.filter((one) => !there.has(one))) await putInPlace(backup, folder, name);
    await flush(folder);
  } catch (error) {
    throw new ShopDataError(`The uploads can't be written to ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

/** Whole or not at all. */
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
