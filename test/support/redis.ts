import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';

const START_MS = 20_000;

/** Whether `redis-server` or `valkey-server` is there to be started: `const withRedis = hasRedis() ? describe : …`. */
export const hasRedis = (): boolean => program() !== undefined;

function program(): string | undefined {
  return ['redis-server', 'valkey-server'].find((name) => !spawnSync(name, ['--version']).error);
}

/** A Redis of the tests' own, to be hung, killed and started again at the same address. It keeps nothing on disk. */
export class RedisServer {
  readonly url: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'boulevard-redis-'));
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly password: string,
  ) {
    this.url = `redis://${password ? `:${encodeURIComponent(password)}@` : ''}127.0.0.1:${port}`;
  }

  /** @returns once it answers */
  static async start({ password = '' } = {}): Promise<RedisServer> {
    const server = new RedisServer(await getPort(), password);
    await server.restart();
    return server;
  }

  /** Starts it after a `kill`, empty. */
  async restart(): Promise<void> {
    const settings = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.folder];
    const memoryOnly = ['--save', '', '--appendonly', 'no'];
    const secret = this.password ? ['--requirepass', this.password] : [];
    this.process = spawn(program() ?? 'redis-server', [...settings, ...memoryOnly, ...secret], { stdio: 'ignore' });
    const end = Date.now() + START_MS;
    while (!(await answers(this.port))) {
      if (this.process.exitCode !== null || Date.now() > end) throw new Error('Redis did not start');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** From now on it takes connections and commands and answers none, as a machine does that hangs. */
  hang(): void {
    this.process?.kill('SIGSTOP');
  }

  goOn(): void {
    this.process?.kill('SIGCONT');
  }

  /** At once and with all that it knew; its address refuses connections. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** Ends it and removes its folder. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @returns what Redis answers to one inline command, as it comes over the wire: `+OK`, `:3`, `$-1` */
  command(line: string): Promise<string> {
    return say(this.port, this.password ? `AUTH ${this.password}\r\n${line}` : line);
  }
}

/** An error is an answer as well: somebody is there. */
async function answers(port: number): Promise<boolean> {
  return say(port, 'PING').then(
    () => true,
    () => false,
  );
}

function say(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(`${line}\r\n`));
    socket.setTimeout(START_MS, () => socket.destroy(new Error('No answer from Redis')));
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', reject).on('close', () => resolve(answer.trim()));
  });
}
