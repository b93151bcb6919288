import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { productionEnv } from './support/production-env.js';
import { startProcess, type StartedProcess } from './support/start-process.js';

/** The built application as a separate process, as an operator starts it. `npm test` builds first. */
describe('the process', () => {
  let dataDir: string;
  let server: StartedProcess | undefined;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'boulevard-start-'));
  });
  afterEach(() => {
    server?.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = (env: Record<string, string>) => (server = startProcess({ DATA_DIR: dataDir, ...env }));

  it.each([
    ['PORT', { PORT: 'eighty-eighty' }],
    ['JWT_SECRET', { ...productionEnv(), JWT_SECRET: 'hunter2' }],
  ])('with a wrong %s says so in one line, without the value, and exits with 1', async (name, env: object) => {
    const { output, errors, exit } = start(env as Record<string, string>);
    expect(await exit).toEqual([1, null]);
    expect(output()).toBe('');
    expect(errors()).toMatch(new RegExp(`^Not started: ${name} [^\\n]+\\n$`));
    expect(errors()).not.toMatch(/eighty|hunter2/);
  });

  it('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { errors, exit } = start({ PORT: String(port), HOST: '127.0.0.1' });
    expect(await exit).toEqual([1, null]);
    expect(errors()).toMatch(new RegExp(`^Not started: [^\\n]*port ${port}[^\\n]*\\n$`));
    other.close();
  });

  it('says in one line that its host name has no address', async () => {
    const { errors, exit } = start({ PORT: String(await getPort()), HOST: 'shop.invalid' });
    expect(await exit).toEqual([1, null]);
    expect(errors()).toMatch(/^Not started: the name shop\.invalid has no address[^\n]*\n$/);
  });

  it('says where everything is, serves, and ends with 0 on Ctrl-C', async () => {
    const port = await getPort();
    const { output, errors, exit } = start({ PORT: String(port), HOST: '127.0.0.1' });
    const administrator = / administrator admin@example\.com, password \S+\n/;
    while (!administrator.test(output())) await new Promise((resolve) => setTimeout(resolve, 20));
    const places = `API         http://localhost:${port}/api\nSwagger UI  http://localhost:${port}/api/docs\n`;
    expect(output()).toContain(places);
    expect(output()).toContain(`http://localhost:${port}/sandbox`);
    expect(output()).toContain(`Database    SQLite, ${join(dataDir, 'boulevard.db')}\n`);
    expect(output()).toContain(`Mails       files in ${join(dataDir, 'outbox')}   (read them at`);
    expect(output()).toContain(`Uploads     ${join(dataDir, 'uploads')}\n`);
    expect(output()).toContain(`Demo users  http://localhost:${port}/`);
    expect(output()).not.toContain('No administrator yet');

    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
    expect(answer.status).toBe(200);
    server?.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(errors()).toBe('');
  });

  it('without demo users and administrator says how to make one', async () => {
    const port = await getPort();
    const { output, exit } = start({ PORT: String(port), HOST: '127.0.0.1', SEED_DEMO: 'false' });
    while (!output().includes('No administrator yet: npm run admin:create')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(output()).not.toContain('Demo users');
    server?.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('told to end, is not ready any more and serves on for SHUTDOWN_DELAY_MS', async () => {
    const port = await getPort();
    const delayMs = 1500;
    const { output, errors, exit, kill } = start({
      PORT: String(port),
      HOST: '127.0.0.1',
      SHUTDOWN_DELAY_MS: String(delayMs),
    });
    while (!output().includes('Sandbox')) await new Promise((resolve) => setTimeout(resolve, 20));
    const get = (path: string) => fetch(`http://127.0.0.1:${port}/api/${path}`);
    expect((await get('products')).headers.get('connection')).toBe('keep-alive');

    const told = performance.now();
    kill('SIGTERM');
    kill('SIGTERM');
    let ready = await get('health/ready');
    while (ready.ok) ready = await get('health/ready');
    expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ code: 'NOT_READY' })]);
    expect((await get('health')).status).toBe(200);
    const served = await get('products');
    expect([served.status, served.headers.get('connection')]).toEqual([200, 'close']);

    expect(await exit).toEqual([0, null]);
    expect(performance.now() - told).toBeGreaterThan(delayMs - 50);
    expect(errors()).toBe('');
  });

  it('told to end while it starts, ends at once', async () => {
    const port = await getPort();
    const { output, errors, exit, kill } = start({ PORT: String(port), HOST: '127.0.0.1' });
    const database = join(dataDir, 'boulevard.db');
    while (!existsSync(database)) await new Promise((resolve) => setTimeout(resolve, 1));
    kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect([output(), errors()]).toEqual(['', '']);
  });
});
