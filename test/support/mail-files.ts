import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './start-app.js';

/** The names of the mails that a shop without SMTP has written, `<id>.eml`. */
export function mailFileNames({ dataDir }: Pick<RunningApp, 'dataDir'>): string[] {
  try {
    return readdirSync(join(dataDir, 'outbox'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** One of them, as it would go over the wire. */
export function readMailFile({ dataDir }: Pick<RunningApp, 'dataDir'>, id: string): string {
  return readFileSync(join(dataDir, 'outbox', `${id}.eml`), 'utf8');
}
