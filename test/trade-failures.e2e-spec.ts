import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { fail, FakeTcgdex, hang, send } from './support/fake-tcgdex.js';
import { productionEnv } from './support/production-env.js';
import { startApp, type RunningApp } from './support/start-app.js';

const SETS = [{ id: 'good', name: 'Bonne', logo: 'https://assets.tcgdex.net/fr/x/good/logo' }];
const setOf = (id: string, card = 'Carte') => ({ id, serie: {}, cards: [{ id: `${id}-1`, localId: '1', name: card }] });
const TTL_MS = 300;

describe('card browser while TCGdex fails, in production', () => {
  let tcgdex: FakeTcgdex;
  let shop: RunningApp;
  const dataDir = mkdtempSync(join(tmpdir(), 'boulevard-test-'));
  const start = (baseUrl: string, ttlMs = TTL_MS) =>
    startApp(
      { ...productionEnv(), TCGDEX_BASE_URL: baseUrl, CACHE_TTL_MS: String(ttlMs), RATE_LIMIT_ENABLED: 'false' },
      dataDir,
    );

  beforeAll(async () => {
    tcgdex = await FakeTcgdex.start();
    tcgdex.json('/sets', SETS);
    shop = await start(tcgdex.baseUrl);
  });
  /** A successful response before each test resets the circuit breaker. */
  beforeEach(async () => {
    const id = `between${Math.random().toString(36).slice(2, 10)}`;
    tcgdex.json(`/sets/${id}`, setOf(id));
    await shop.http.get(`/api/trade/sets/${id}/cards`).expect(200);
  });
  afterAll(async () => {
    await shop.close();
    await tcgdex.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('asks again after CACHE_TTL_MS, and not before', async () => {
    tcgdex.json('/sets/ttl', setOf('ttl', 'avant'));
    await shop.http.get('/api/trade/sets/ttl/cards').expect(200);
    tcgdex.json('/sets/ttl', setOf('ttl', 'après'));
    await shop.http.get('/api/trade/sets/ttl/cards').expect(200);
    expect(tcgdex.count('/sets/ttl')).toBe(1);
    await delay(TTL_MS);
    const { body } = await shop.http.get('/api/trade/sets/ttl/cards').expect(200);
    expect(body).toMatchObject([{ name: 'après' }]);
    expect(tcgdex.count('/sets/ttl')).toBe(2);
  });

  it('tries again when one answer is an error', async () => {
    let calls = 0;
    tcgdex.handle('/sets/flaky', (_, response) =>
      ++calls < 3 ? send(response, 502, 'Bad Gateway') : send(response, 200, setOf('flaky')),
    );
    await shop.http.get('/api/trade/sets/flaky/cards').expect(200);
    expect(calls).toBe(3);
  });

  it.each<[string, Parameters<FakeTcgdex['handle']>[1]]>([
    ['an error', fail(500)],
    ['too many requests', fail(429)],
    ['a page instead of JSON', (_, response) => response.end('<!doctype html><h1>Maintenance</h1>')],
    ['half of an answer', (_, response) => send(response, 200, '{"id":"bad","cards":[')],
    ['JSON of another form', (_, response) => send(response, 200, { id: 'bad', cards: 'none' })],
    ['null', (_, response) => send(response, 200, 'null')],
    ['a connection that breaks', (request) => request.socket.destroy()],
    ['a redirect elsewhere', (_, response) => response.writeHead(302, { location: `${tcgdex.baseUrl}/sets` }).end()],
    ['more than anybody can read', (_, response) => send(response, 200, `"${'x'.repeat(6 * 1024 * 1024)}"`)],
  ])('answers 503 TRADE_UNAVAILABLE with Retry-After to %s', async (_, handler) => {
    const id = `bad${Math.random().toString(36).slice(2, 10)}`;
    tcgdex.handle(`/sets/${id}`, handler);
    const before = tcgdex.count('/sets');
    const answer = await shop.http.get(`/api/trade/sets/${id}/cards`).expect(503);
    expect(answer.body).toMatchObject({ code: 'TRADE_UNAVAILABLE' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(tcgdex.count(`/sets/${id}`)).toBeLessThanOrEqual(3);
    expect(tcgdex.count('/sets')).toBe(before);
  });

  it('answers the stale response with its age, and does not ask TCGdex at every request', async () => {
    tcgdex.json('/sets/old', setOf('old'));
    const { body } = await shop.http.get('/api/trade/sets/old/cards').expect(200);
    tcgdex.handle('/sets/old', fail(500));
    await delay(1_200);
    for (let i = 0; i < 5; i++) {
      const answer = await shop.http.get('/api/trade/sets/old/cards').expect(200);
      expect(answer.headers.warning).toBe('110 - "Response is Stale"');
      expect(Number(answer.headers.age)).toBeGreaterThanOrEqual(1);
      expect(answer.body).toEqual(body);
    }
    expect(tcgdex.count('/sets/old')).toBe(1 + 3);
    tcgdex.json('/sets/old', setOf('old', 'neuve'));
    await delay(1_100);
    const answer = await shop.http.get('/api/trade/sets/old/cards').expect(200);
    expect(answer.body).toMatchObject([{ name: 'neuve' }]);
    expect(answer.headers).not.toHaveProperty('warning');
  });

  it('answers within 3 s with a stale response, and within 10 s without one, when TCGdex hangs', async () => {
    tcgdex.json('/sets/slow', setOf('slow'));
    await shop.http.get('/api/trade/sets/slow/cards').expect(200);
    tcgdex.handle('/sets/slow', hang);
    tcgdex.handle('/sets/slower', hang);
    await delay(TTL_MS);
    const took = async (id: string, status: number) => {
      const before = Date.now();
      await shop.http.get(`/api/trade/sets/${id}/cards`).expect(status);
      return Date.now() - before;
    };
    const [withOld, without] = await Promise.all([took('slow', 200), took('slower', 503)]);
    expect(withOld).toBeLessThan(3_500);
    expect(without).toBeLessThan(10_000);
  });

  it('caches the response when the other calls, for serie, day and rarity, fail or hang', async () => {
    tcgdex.handle('/graphql', hang);
    tcgdex.handle('/series', hang);
    tcgdex.json('/sets/plain', setOf('plain'));
    const before = Date.now();
    const { body } = await shop.http.get('/api/trade/sets/plain/cards').expect(200);
    expect(body).toMatchObject([{ rarity: null }]);
    const sets = await shop.http.get('/api/trade/sets').expect(200);
    expect(sets.body).toMatchObject([{ id: 'good', series: null, releaseDate: null }]);
    expect(Date.now() - before).toBeLessThan(4_500);
  });

  it('stops asking after consecutive failures of any call, and starts again automatically', async () => {
    tcgdex.otherwise(fail(500));
    for (let i = 0; i < 4; i++) await shop.http.get(`/api/trade/sets/down${i}/cards`).expect(503);
    const asked = ['down0', 'down1', 'down2', 'down3'].map((id) => tcgdex.count(`/sets/${id}`));
    expect(asked[0]! + asked[1]!).toBeLessThanOrEqual(6);
    expect(asked.slice(2)).toEqual([0, 0]);
    tcgdex.json('/sets/up', setOf('up'));
    await shop.http.get('/api/trade/sets/up/cards').expect(503);
    await delay(5_000);
    await shop.http.get('/api/trade/sets/up/cards').expect(200);
  });

  it('answers the stale response after a restart while TCGdex is down', async () => {
    const { body } = await shop.http.get('/api/trade/sets').expect(200);
    await shop.close();
    await delay(TTL_MS);
    shop = await start(`http://127.0.0.1:${await getPort()}/v2/fr`);
    const answer = await shop.http.get('/api/trade/sets').expect(200);
    expect(answer.body).toEqual(body);
    expect(answer.headers.warning).toBe('110 - "Response is Stale"');
    await shop.http.get('/api/trade/sets/plain/cards').expect(200);
    await shop.http.get('/api/trade/sets/never-seen/cards').expect(503);
  });
});

describe('card browser with no network and an empty cache, in development', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ TCGDEX_BASE_URL: `http://127.0.0.1:${await getPort()}/v2/fr` });
  });
  afterAll(() => shop.close());

  it('answers a dozen demo sets', async () => {
    const answer = await shop.http.get('/api/trade/sets').expect(200);
    const sets = answer.body as { id: string; name: string }[];
    expect(sets).toHaveLength(12);
    expect(answer.headers.warning).toMatch(/^199 /);
    for (const { id } of sets) {
      const { body } = (await shop.http.get(`/api/trade/sets/${id}/cards`).expect(200)) as { body: unknown[] };
      expect(body.length).toBeGreaterThan(1);
      expect(body[0]).toMatchObject({ name: expect.any(String), number: expect.any(String) });
    }
  });

  it('answers 404 SET_NOT_FOUND for any other set', async () => {
    const answer = await shop.http.get('/api/trade/sets/swsh3/cards').expect(404);
    expect(answer.body).toMatchObject({ code: 'SET_NOT_FOUND' });
  });
});
