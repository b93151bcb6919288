import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import getPort from 'get-port';
import { startApp, type RunningApp } from './support/start-app.js';

describe('development on a network', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ NODE_ENV: 'development', SEED_DEMO: 'false' });
  });
  afterAll(() => shop.close());

  const PATHS = [
    ...['/', '/inbox', '/demo-accounts.json', '/shop/reset-password'],
    ...['/sandbox', '/sandbox/v1/checkout/sessions', '/api/metrics'],
  ];
  const FOREIGN: [string, Record<string, string>][] = [
    ['through a proxy from another machine', { 'X-Forwarded-For': '203.0.113.9' }],
    ['by a page whose name resolves to this machine', { Host: 'evil.test' }],
    ['by a page of another origin', { Origin: 'https://evil.test' }],
    ['by a page that hides its origin', { Origin: 'null' }],
  ];

  it.each(PATHS)('GET %s › answers its own machine', async (path) => {
    const { status } = await shop.http.get(path).set('Origin', shop.url);
    // The API of the sandbox wants a key.
    expect(status).toBe(path.includes('/v1/') ? 401 : 200);
  });

  it.each(PATHS.flatMap((path) => FOREIGN.map(([how, headers]) => [path, how, headers] as const)))(
    'GET %s › answers 403 OWN_MACHINE_ONLY %s',
    async (path, _how, headers) => {
      const { body } = await shop.http.get(path).set(headers).expect(403);
      expect(body).toMatchObject({ code: 'OWN_MACHINE_ONLY', requestId: expect.stringMatching(/^[\w-]{36}$/) });
    },
  );

  it('POST /sandbox/pay/:id › answers 403 to the form of another page', async () => {
    const { body } = await shop.http
      .post('/sandbox/pay/cs_test_x')
      .set('Origin', 'null')
      .send('action=pay')
      .expect(403);
    expect(body.code).toBe('OWN_MACHINE_ONLY');
  });

  it('GET /api/products › answers everybody', async () => {
    for (const [, headers] of FOREIGN) await shop.http.get('/api/products').set(headers).expect(200);
  });
});

it('GET /api/metrics with METRICS_TOKEN › answers 200 to another machine that has the token', async () => {
  const METRICS_TOKEN = 'fK3vT9mQx4LrW7nBc2JdY5sHf8GpA1uE';
  const shop = await startApp({ METRICS_TOKEN });
  const headers = { 'X-Forwarded-For': '203.0.113.9', Host: 'shop.test', Authorization: `Bearer ${METRICS_TOKEN}` };
  await request(shop.url).get('/api/metrics').set(headers).expect(200);
  await shop.close();
});

describe('slow and many connections', () => {
  const HALF_SENT = 300;
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ REQUEST_TIMEOUT_SECONDS: '1', KEEP_ALIVE_SECONDS: '2' });
  });
  afterAll(() => shop.close());

  const open = () => connectTo(shop);
  const connections = () =>
    new Promise<number>((resolve) => shop.app.getHttpServer().getConnections((_, count: number) => resolve(count)));

  it.each([
    [
      'bodies',
      'POST /api/auth/login HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    ],
    ['headers', 'GET /api/products HTTP/1.1\r\nHost: shop\r\nX-Slow: '],
    ['requests', ''],
  ])('300 half-sent %s get 408 REQUEST_TIMEOUT and are closed', async (_what, sent) => {
    const sockets = await Promise.all(Array.from({ length: HALF_SENT }, open));
    const closed = sockets.map(text);
    for (const socket of sockets) socket.write(sent);
    const answers = (await Promise.all(closed)).map(parseAnswer);
    for (const { status, body, requestId } of answers) {
      expect({ status, body }).toEqual({
        status: 408,
        body: { code: 'REQUEST_TIMEOUT', error: expect.any(String), requestId },
      });
    }
    expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(HALF_SENT);
    expect(await connections()).toBeLessThan(10);
    await shop.http.get('/api/health').expect(200);
  });

  it.each([
    [
      '431 HEADERS_TOO_LARGE',
      'headers over 16 KB',
      `GET / HTTP/1.1\r\nHost: shop\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    ],
    ['400 INVALID_REQUEST', 'what is no HTTP', 'HELLO\r\n\r\n'],
    [
      '400 INVALID_REQUEST',
      'two lengths',
      'GET / HTTP/1.1\r\nHost: shop\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    ],
  ])('answers %s to %s, and closes the connection', async (expected, _what, sent) => {
    const socket = await open();
    const answer = text(socket);
    socket.write(sent);
    const { status, body, requestId } = parseAnswer(await answer);
    expect(`${status} ${body.code}`).toBe(expected);
    expect(body).toMatchObject({ error: expect.any(String), requestId });
  });

  it('keeps a quiet connection for KEEP_ALIVE_SECONDS', async () => {
    const socket = await open();
    socket.write('GET /api/health HTTP/1.1\r\nHost: shop\r\n\r\n');
    await once(socket, 'data');
    const began = performance.now();
    await once(socket, 'close');
    // Node.js adds up to one second.
    expect(performance.now() - began).toBeGreaterThan(1500);
    expect(performance.now() - began).toBeLessThan(4500);
  });
});

it('closes a connection above MAX_CONNECTIONS and serves those that are open', async () => {
  // The time-outs are the usual ones, so that the connections stay open for as long as this takes.
  const shop = await startApp({ MAX_CONNECTIONS: '100' });
  const sockets = await Promise.all(Array.from({ length: 100 }, () => connectTo(shop)));
  const further = await connectTo(shop);
  expect(await text(further)).toBe('');
  const answers = sockets.map(text);
  for (const socket of sockets) socket.write('GET /api/health HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n');
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  await shop.close();
});

async function connectTo({ url }: RunningApp): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** An HTTP response as it was sent. */
function parseAnswer(raw: string): { status: number; body: { code: string; requestId: string }; requestId?: string } {
  const [head = '', body = ''] = raw.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    body: JSON.parse(body) as { code: string; requestId: string },
    requestId: /^x-request-id: (.+)$/im.exec(head)?.[1],
  };
}

const isInstalled = spawnSync('caddy', ['version']).status === 0;

(isInstalled ? describe : describe.skip)('deploy/caddy/Caddyfile (skipped where Caddy is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-caddy-'));
  let shop: RunningApp;
  let caddy: ChildProcess;
  let port: number;

  beforeAll(async () => {
    shop = await startApp();
    port = await getPort();
    const file = join(folder, 'Caddyfile');
    const written = readFileSync(new URL('../deploy/caddy/Caddyfile', import.meta.url), 'utf8')
      .replace('app-1:8080 app-2:8080', new URL(shop.url).host)
      .replace(/^\{$/m, '{\n\tadmin off')
      .replace('read_body 30s', 'read_body 1s');
    writeFileSync(file, written);
    const env = { PATH: process.env.PATH, HOME: folder, SITE_ADDRESS: `http://127.0.0.1:${port}` };
    caddy = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], { env, stdio: 'ignore' });
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await ask('/api/health').catch(() => 0)) !== 200) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  afterAll(async () => {
    caddy.kill('SIGKILL');
    await once(caddy, 'exit');
    await shop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends the path as it is written; fetch would tidy it up. */
  const ask = (path: string, to = port) =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ host: '127.0.0.1', port: to, path, timeout: 5000 }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });

  const ROUTED = ['/api/metrics', '/api/metrics/', '/API/Metrics', '/api/metrics?x=1', '/api/metrics/?x=1'];
  const SPELLINGS = [
    ...ROUTED,
    '//api/metrics',
    '/api//metrics',
    '/api/metrics//',
    '/api/%6Detrics',
    '/api%2Fmetrics',
    '/api/metrics%2F',
    '/api/./metrics',
    '/api/x/../metrics',
    '/api/metrics;x',
    '/api/metrics%00',
    '/api/metrics/x',
  ];

  it('passes the shop on', async () => {
    expect(await ask('/api/products')).toBe(200);
    expect(await ask('/api/health/ready')).toBe(200);
  });

  it.each(ROUTED)('the shop itself would answer %s', async (path) => {
    expect(await ask(path, Number(new URL(shop.url).port))).toBe(200);
  });

  it.each(SPELLINGS)('shows nobody the metrics under %s', async (path) => {
    expect([400, 404]).toContain(await ask(path));
  });

  it('closes a connection whose body never ends', async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.resume();
    socket.write('POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{');
    const began = performance.now();
    await once(socket, 'close');
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
