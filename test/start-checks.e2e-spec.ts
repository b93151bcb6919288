import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import Database from 'better-sqlite3';
import { runCommand } from './support/run-command.js';
import { startProcess, type StartedProcess } from './support/start-process.js';

/** Has the process believe that it runs on an older Node.js. */
const ON_NODE_18 =
  '--import=data:text/javascript,Object.defineProperty(process,%22versions%22,{value:{...process.versions,node:%2218.20.8%22}})';

describe('what the process checks when it starts', () => {
  let dataDir: string;
  const running: StartedProcess[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'boulevard-checks-'));
  });
  afterEach(async () => {
    for (const { kill, exit } of running.splice(0)) {
      kill('SIGKILL');
      await exit;
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (env: Record<string, string> = {}) => {
    const port = await getPort();
    const started = startProcess({ DATA_DIR: dataDir, SCHEDULED_JOBS: 'false', PORT: String(port), ...env });
    running.push(started);
    return { ...started, port };
  };
  const serving = async (env?: Record<string, string>) => {
    const server = await start(env);
    const until = Date.now() + 30_000;
    while (!server.output().includes('Sandbox     ') && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return server;
  };
  const warnings = (output: string) =>
    output
      .split('\n')
      .filter((line) => line.includes(' WARN: '))
      .map((line) => line.replace(/^.* WARN: (.*?)(?: \{.*\})?$/, '$1'));

  it('says in one line that Node.js is too old, and exits with 1', async () => {
    const { errors, output, exit } = await start({ NODE_OPTIONS: ON_NODE_18 });
    expect(await exit).toEqual([1, null]);
    expect([errors(), output()]).toEqual(['Not started: Node.js 18.20.8 is too old; install 20.19.0 or newer\n', '']);
  });

  it('says the same of a command', async () => {
    expect(await runCommand(['stock:audit'], { DATA_DIR: dataDir, NODE_OPTIONS: ON_NODE_18 })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Not started: Node.js 18.20.8 is too old; install 20.19.0 or newer\n',
    });
  });

  it('says that PORT is no number', async () => {
    const { errors, exit } = await start({ PORT: 'abc' });
    expect(await exit).toEqual([1, null]);
    expect(errors()).toBe('Not started: PORT must be a whole number\n');
  });

  it('listens on 127.0.0.1 alone, and warns of nothing', async () => {
    const { output, port } = await serving();
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.2:${port}/api/health`)).rejects.toThrow();
    expect(warnings(output())).toEqual([]);
  });

  it('warns of HOST=0.0.0.0 with the sandbox, of development, and of misspelt variables without their values', async () => {
    const { output, port } = await serving({
      HOST: '0.0.0.0',
      CORS_ORIGINS: 'https://secret.test',
      PROT: '9secret',
      ADMIN_PASSWORD: 'secret',
      ADMIN_PASWORD: 'secret',
    });
    expect((await fetch(`http://127.0.0.2:${port}/api/health`)).status).toBe(200);
    expect(warnings(output())).toEqual([
      'CORS_ORIGINS is not a variable of the shop. Is it CORS_ORIGIN?',
      'PROT is not a variable of the shop. Is it PORT?',
      'ADMIN_PASWORD is not a variable of the shop. Is it ADMIN_PASSWORD?',
      expect.stringMatching(/needs NODE_ENV=production/),
      expect.stringMatching(/sandbox is on.*this machine alone/),
    ]);
    expect(output()).not.toContain('secret');
  });

  it('refuses a second server on the same SQLite file in one line, until the first one is gone', async () => {
    const first = await serving();
    const second = await start({ DATABASE_URL: `file:${dataDir}/../${dataDir.split('/').pop()}/boulevard.db` });
    expect(await second.exit).toEqual([1, null]);
    expect([second.errors(), second.output()]).toEqual([
      'Not started: another server uses the same SQLite file; end it, or set DATA_DIR or DATABASE_URL\n',
      '',
    ]);
    expect((await fetch(`http://127.0.0.1:${first.port}/api/health/ready`)).status).toBe(200);

    // A command writes while the server runs.
    const db = new Database(join(dataDir, 'boulevard.db'));
    db.exec(`UPDATE "Product" SET "name" = "name"`);
    db.close();

    first.kill('SIGKILL');
    await first.exit;
    const third = await serving();
    expect(third.output()).toContain('Sandbox     ');
  });
});
