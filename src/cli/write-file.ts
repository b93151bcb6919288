import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OperatorError } from '../common/errors/operator-error.js';

/** Writes a file that is there whole or not at all, readable only by its owner. @throws OperatorError */
export async function writeFile(path: string, contents: Readable): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await pipeline(contents, createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { syscall, code } = error as NodeJS.ErrnoException;
    throw syscall ? new OperatorError(`${path} can't be written (${code})`) : error;
  }
}
