import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a built command of the shop. Its environment is `env` alone. */
export function runCommand(argv: string[], env: Record<string, string>): Promise<CommandResult> {
  const options = { cwd: ROOT, env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'silent', ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...argv], options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/**
 * Runs a built command on a new terminal (`script` of util-linux), types a line each time the prompt shows up, and
 * @returns what the terminal showed
 */
export function runOnTerminal(
  argv: string[],
  env: Record<string, string>,
  typed: { prompt: string; line: string }[],
): Promise<string> {
  const command = [process.execPath, MAIN, ...argv].join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'silent', TERM: 'dumb', ...env },
  });
  const rest = [...typed];
  let shown = '';
  let from = 0;
  child.stdout.on('data', (part: Buffer) => {
    shown += part.toString();
    const at = rest[0] ? shown.indexOf(rest[0].prompt, from) : -1;
    if (at < 0) return;
    from = at + rest[0]!.prompt.length;
    child.stdin.write(`${rest.shift()!.line}\r`);
  });
  return new Promise((resolve) => child.on('close', () => resolve(shown)));
}
