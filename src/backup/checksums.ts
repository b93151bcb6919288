import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OperatorError } from '../common/errors/operator-error.js';

/** The format of `sha256sum -c`. */
export const CHECKSUMS = 'SHA256SUMS';

/** Writes the checksum of every file in the folder and flushes all files to disk. */
export async function writeChecksums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const path of await filesIn(folder)) {
    await flush(join(folder, path));
    lines.push(`${await sha256(join(folder, path))}  ${path}\n`);
  }
  await writeFile(join(folder, CHECKSUMS), lines.join(''), { mode: 0o600 });
  await flush(join(folder, CHECKSUMS));
}

/** @throws OperatorError unless the folder holds exactly the files of the checksums, unchanged */
export async function verifyChecksums(folder: string): Promise<void> {
  const text = await readFile(join(folder, CHECKSUMS), 'utf8').catch(() => {
    throw new OperatorError(`${folder} is not a whole backup: it has no ${CHECKSUMS}`);
  });
  const written = new Map(
    [...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, hash, path]) => [path!, hash!] as const),
  );
  const present = new Set(await filesIn(folder));
  const missing = [...written.keys()].find((path) => !present.has(path));
  const extra = [...present].find((path) => !written.has(path));
  if (missing !== undefined) throw new OperatorError(`${folder} is damaged: ${missing} is missing`);
  if (extra !== undefined) throw new OperatorError(`${folder} is damaged: ${extra} is not of this backup`);
  for (const [path, hash] of written) {
    if ((await sha256(join(folder, path))) === hash) continue;
    throw new OperatorError(`${folder} is damaged: ${path} is not what was written`);
  }
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Flushes a file or folder to disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Relative paths in order, without the checksum file. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length))
    .filter((path) => path !== CHECKSUMS)
    .sort();
}
