import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const START_MS = 30_000;

/** The built shop as a separate process that tests kill and start again on the same data and port. */
export class Victim {
  readonly url: string;
  private process: ChildProcess | undefined;

  /** @param env its variables, PORT among them */
  constructor(private readonly env: Record<string, string>) {
    this.url = `http://127.0.0.1:${env.PORT}`;
  }

  /** Starts the process without waiting. Requests are refused until it listens. */
  spawn(): void {
    const { PATH = '' } = process.env;
    this.process = spawn(process.execPath, [MAIN], {
      cwd: this.env.DATA_DIR,
      env: { PATH, HOST: '127.0.0.1', NODE_ENV: 'test', LOG_LEVEL: 'error', ...this.env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  /** @returns once it answers requests */
  async ready(): Promise<void> {
    const end = Date.now() + START_MS;
    while (!(await this.isReady())) {
      if (this.process?.exitCode !== null || Date.now() > end) throw new Error('The shop did not start');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** As a lack of memory or of power ends it: at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** It hangs for that long, as on a machine that has too much to do. */
  async hang(ms: number): Promise<void> {
    this.process?.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.process?.kill('SIGCONT');
  }

  /** @returns its exit code */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/api/health/ready`)).ok;
    } catch {
      return false;
    }
  }
}
