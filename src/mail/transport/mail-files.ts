import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a mail to `<dataDir>/outbox/<id>.eml`, whole or not at all. The same mail once more takes the place of the
 * first, so that there is one file a mail whatever happened in between.
 */
export async function writeMailFile(dataDir: string, id: string, message: Buffer): Promise<void> {
  const folder = join(dataDir, 'outbox');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `.${id}.${randomBytes(4).toString('hex')}.part`);
  try {
    await writeFile(part, message, { mode: 0o600 });
    await rename(part, join(folder, `${id}.eml`));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
