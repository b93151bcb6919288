import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ShopDataError } from '../shop-data.errors.js';

/** As `sha256sum -c` reads it. */
export const CHECKSUMS = 'SHA256SUMS';

/** Writes the checksum of every file in the folder; all of them are on the disk afterwards. */
export async function writeChecksums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const path of await filesIn(folder)) {
    await flush(join(folder, path));
    lines.push(`${await sha256(join(folder, path))}  ${path}\n`);
  }
  await writeFile(join(folder, CHECKSUMS), lines.join(''), { mode: 0o600 });
  await flush(join(folder, CHECKSUMS));
}

/** @throws ShopDataError unless the folder holds exactly the files that were written, as they were written */
export async function verifyChecksums(folder: string): Promise<void> {
  const text = await readFile(join(folder, CHECKSUMS), 'utf8').catch(() => {
    throw new ShopDataError(`${folder} is not a whole backup: it has no ${CHECKSUMS}`);
  });
  const written = new Map(
    [...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, hash, path]) => [path!, hash!] as const),
  );
  const present = new Set(await filesIn(folder));
  const missing = [...written.keys()].find((path) => !present.has(path));
  const extra = [...present].find((path) => !written.has(path));
  if (missing !== undefined) throw new ShopDataError(`${folder} is damaged: ${missing} is missing`);
  if (extra !== undefined) throw new ShopDataError(`${folder} is damaged: ${extra} is not of this backup`);
  for (const [path, hash] of written) {
    if ((await sha256(join(folder, path))) === hash) continue;
    throw new ShopDataError(`${folder} is damaged: ${path} is not what was written`);
  }
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Sees to it that a file or folder outlives a power cut. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Relative paths, in order; the checksums themselves left out. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length))
    .filter((path) => path !== CHECKSUMS)
    .sort();
}
