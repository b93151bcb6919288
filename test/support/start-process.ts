import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface StartedProcess {
  /** What it has said so far. */
  output(): string;
  errors(): string;
  /** Its exit code and the signal that ended it. */
  exit: Promise<unknown[]>;
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts the built application as an operator does; `npm test` builds first.
 * @param env its variables, DATA_DIR among them, in which it starts
 * @param wrapper a command that runs it, `unshare …` for one; the application's own follows
 */
export function startProcess(env: Record<string, string>, wrapper: string[] = []): StartedProcess {
  const [command, ...args] = [...wrapper, process.execPath, MAIN];
  const base = { PATH: process.env.PATH!, TCGDEX_BASE_URL: 'http://127.0.0.1:9' };
  const child = spawn(command, args, { cwd: env.DATA_DIR, env: { ...base, ...env } });
  const output = textOf(child.stdout);
  const errors = textOf(child.stderr);
  return { output, errors, exit: once(child, 'close'), kill: (signal) => child.kill(signal) };
}

/** Grows as it speaks. */
function textOf(stream: Readable): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}
