import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import getPort from 'get-port';
import { createUser } from '../factories/user.js';
import { startApp } from '../support/start-app.js';
import { startProcess, type StartedProcess } from '../support/start-process.js';
import { bodyOf, WORST_REQUESTS, type Caller, type WorstRequest } from './worst-requests.js';

const PRELOAD = new URL('./event-loop-delay.mjs', import.meta.url).href;

/** What a request may take of the event loop beyond an ordinary one of the same size. */
const ALLOWED_MS = 50;
/** Other processes take the CPU now and then: only what is slow each time is slow. */
const ATTEMPTS = 8;
/** With pauses, as another process may take the CPU for a second. */
const MORE_ATTEMPTS = 20;
const PAUSE_MS = 100;

/** Runs the built server as a separate process: only its own work delays its event loop. */
describe('the event loop', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'boulevard-bounds-'));
  const tokens: Partial<Record<Caller, string>> = {};
  let server: StartedProcess;
  let url: string;
  let ordinaryMs: number;

  beforeAll(async () => {
    const setup = await startApp({}, dataDir);
    tokens.user = (await createUser(setup)).token;
    tokens.admin = (await createUser(setup, { isAdmin: true })).token;
    await setup.close();

    const port = await getPort();
    url = `http://127.0.0.1:${port}`;
    server = startProcess({
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_ENABLED: 'false',
      SCHEDULED_JOBS: 'false',
      NODE_OPTIONS: `--import ${PRELOAD}`,
    });
    while (!server.output().includes('Sandbox') && server.errors() === '') await setTimeout(20);
    expect(server.errors()).toBe('');
    const words = { what: 'words', path: '/api/auth/login', body: bodyOf(['email', 'password'], 'bonjour le monde ') };
    ordinaryMs = await longestDelay(words, ATTEMPTS);
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await server.exit;
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each(WORST_REQUESTS.map((request) => [request.what, request] as const))(
    'is not held up by %s',
    async (_, request) => {
      let longest = Infinity;
      for (let attempt = 0; attempt < ATTEMPTS + MORE_ATTEMPTS && longest > ordinaryMs + ALLOWED_MS; attempt++) {
        if (attempt >= ATTEMPTS) await setTimeout(PAUSE_MS);
        longest = Math.min(longest, await longestDelay(request));
      }
      expect(longest).toBeLessThanOrEqual(ordinaryMs + ALLOWED_MS);
    },
  );

  /** @returns milliseconds, the shortest of `times` tries */
  async function longestDelay(request: WorstRequest, times = 1): Promise<number> {
    let shortest = Infinity;
    for (let i = 0; i < times; i++) {
      await readDelay();
      await send(request);
      shortest = Math.min(shortest, await readDelay());
    }
    return shortest;
  }

  async function send({ path, method, caller, headers, body }: WorstRequest): Promise<void> {
    const token = caller && tokens[caller];
    const response = await fetch(url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }), ...headers },
      body,
    });
    await response.arrayBuffer();
    expect(response.status).toBeLessThan(500);
  }

  /** Asks the server for its longest delay since the last time; the pause lets its timers see the last one. */
  async function readDelay(): Promise<number> {
    await setTimeout(10);
    const said = server.output().length;
    server.kill('SIGUSR2');
    for (let waited = 0; waited < 5000; waited++) {
      const reading = /delay: ([\d.]+) ms\n/.exec(server.output().slice(said));
      if (reading) return Number(reading[1]);
      await setTimeout(2);
    }
    throw new Error(`The server does not answer: ${server.errors()}`);
  }
});
