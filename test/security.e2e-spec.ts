import { existsSync, readFileSync } from 'node:fs';
import { getMetadataStorage } from 'class-validator';
import { MESSAGES } from '../src/common/validation/french-message.js';
import { createUser, type TestUser } from './factories/user.js';
import { ATTACKS, ORDINARY_SENTENCES } from './support/ordinary-sentences.js';
import { startApp, type RunningApp } from './support/start-app.js';

const CARD_NAMES = '../shared/data/tcgdex/card-names.txt';
const ORIGIN = 'http://localhost:5173';

/** They decide whether the others are asked, and refuse nothing. */
const SILENT = new Set(['conditionalValidation', 'whitelistValidation']);

interface Rules {
  name: string;
}
interface Rule {
  name?: string;
  type: string;
  propertyName: string;
  message?: unknown;
}

describe('the request pipeline', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    user = await createUser(shop);
  });
  afterAll(() => shop.close());

  describe('every refusal', () => {
    it.each([
      ['an unknown route', 404, () => shop.http.get('/api/nothing')],
      ['a path outside the API', 404, () => shop.http.get('/nothing')],
      ['a path that is badly encoded', 404, () => shop.http.get('/api/products/%E0%A4%A')],
      ['a missing token', 401, () => shop.http.get('/api/users/profile')],
      ['broken JSON', 400, () => shop.http.post('/api/auth/login').type('json').send('{')],
      ['no JSON', 415, () => shop.http.post('/api/auth/login').type('form').send({ a: 1 })],
      ['a huge body', 413, () => shop.http.post('/api/auth/login').send({ a: 'x'.repeat(1_100_000) })],
      ['an attack', 400, () => shop.http.post('/api/auth/login').send({ email: { $ne: '' } })],
      ['a repeated parameter', 400, () => shop.http.get('/api/products?page=1&page=2')],
    ])('of %s (%s) has the one shape, the headers and lets the storefront read it', async (_, status, ask) => {
      const { body, headers } = await ask().set('Origin', ORIGIN).expect(status);
      expect(body).toEqual({
        error: expect.any(String),
        code: expect.stringMatching(/^[A-Z_]+$/),
        requestId: headers['x-request-id'],
        ...(body.details && { details: expect.any(Array) }),
      });
      expect(headers).toMatchObject({
        'access-control-allow-origin': ORIGIN,
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'content-type': 'application/json; charset=utf-8',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    });
  });

  it('answers a preflight on any path', async () => {
    await shop.http
      .options('/api/users/profile')
      .set({
        Origin: ORIGIN,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization',
      })
      .expect(204)
      .expect('access-control-allow-origin', ORIGIN);
  });

  describe('honest text', () => {
    const saveBio = async (bio: string): Promise<unknown> =>
      (await shop.http.put('/api/users/profile').set(user.auth).send({ bio }).expect(200)).body.user.bio;

    it('comes back from the profile as typed, and may be searched for', async () => {
      for (const sentence of ORDINARY_SENTENCES) {
        expect(await saveBio(sentence)).toBe(sentence);
        await shop.http.get('/api/products').query({ search: sentence }).expect(200);
      }
    });

    it('is freed of what nobody sees', async () => {
      expect(await saveBio('  e\u0301\u200b \u202etête\u0007\r\n👨‍👩‍👧 \ud800')).toBe('é tête\n👨‍👩‍👧');
    });

    const withNames = existsSync(CARD_NAMES) ? it : it.skip;
    withNames('may be any real card name, in profile and search (needs ../shared/data)', async () => {
      const names = readFileSync(CARD_NAMES, 'utf8').split('\n').filter(Boolean);
      for (const bio of joined(names, 500)) expect(await saveBio(bio)).toBe(bio);
      for (let i = 0; i < names.length; i += 100) {
        await shop.http.get('/api/products').query({ search: names[i], limit: 1 }).expect(200);
      }
    });
  });

  it('has a French sentence for every rule that a field is under', () => {
    const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<Rules, Rule[]> };
    const fields = [...validationMetadatas].filter(([{ name }]) => /Dto$|Query$|^Page$/.test(name));
    expect(fields.length).toBeGreaterThan(10);
    const mute = fields.flatMap(([{ name: form }, rules]) =>
      rules
        .filter(({ name, type, message }) => message === undefined && !SILENT.has(type) && !MESSAGES[name ?? type])
        .map(({ name, type, propertyName }) => `${form}.${propertyName}: ${name ?? type}`),
    );
    expect(mute).toEqual([]);
  });

  it('refuses attacks in bodies and queries, but not in passwords', async () => {
    for (const attack of [...ATTACKS.script, ...ATTACKS.sql]) {
      const { body } = await shop.http.put('/api/users/profile').set(user.auth).send({ bio: attack }).expect(400);
      expect(body.code).toBe('SUSPICIOUS_CONTENT');
      await shop.http.get('/api/products').query({ search: attack }).expect(400);
    }
    const login = { email: 'x@example.com', password: ATTACKS.sql[0] };
    await shop.http.post('/api/auth/login').send(login).expect(401);
  });
});

describe('rate limits', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_GENERAL: '30',
      RATE_LIMIT_LOGIN_FAILURES: '2',
      TRUST_PROXY: '1',
    });
  });
  afterAll(() => shop.close());

  const from = (address: string) => ({ 'X-Forwarded-For': address, Origin: ORIGIN });

  it('answer 429 RATE_LIMIT_EXCEEDED with Retry-After, readable by the storefront', async () => {
    for (let i = 0; i < 30; i++) await shop.http.get('/api/trade/nothing').set(from('192.0.2.1')).expect(404);
    const { body, headers } = await shop.http.get('/api/products').set(from('192.0.2.1')).expect(429);
    expect(body.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(headers['retry-after'])).toBeGreaterThan(800);
    expect(headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(headers['access-control-expose-headers']).toContain('Retry-After');
  });

  it('count another address, an account and the exempt routes apart', async () => {
    const { auth } = await createUser(shop);
    await shop.http.get('/api/products').set(from('192.0.2.2')).expect(200);
    await shop.http
      .get('/api/users/profile')
      .set({ ...from('192.0.2.1'), ...auth })
      .expect(200);
    await shop.http.get('/api/health').set(from('192.0.2.1')).expect(200);
    await shop.http.post('/api/checkout/webhook').set(from('192.0.2.1')).type('json').send('{}').expect(400);
  });

  it('count an IPv6 home as one', async () => {
    for (let i = 0; i < 30; i++)
      await shop.http
        .get('/api/trade/nothing')
        .set(from(`2001:db8::${i}`))
        .expect(404);
    await shop.http.get('/api/products').set(from('2001:db8::ffff')).expect(429);
  });

  it('refuse logins after so many wrong passwords, in parallel too, and registrations not at all', async () => {
    const { email, password } = await createUser(shop);
    const login = (secret: string) =>
      shop.http.post('/api/auth/login').set(from('192.0.2.3')).send({ email, password: secret });
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await login('Wrong1Wrong1')).status));
    expect(statuses.sort()).toEqual([401, 401, 429, 429, 429, 429]);
    await login(password).expect(429);
    await shop.http
      .post('/api/auth/register')
      .set(from('192.0.2.3'))
      .send({ email: 'new@example.com', username: 'new-one', password: 'Pikachu25' })
      .expect(201);
  });
});

/** As few texts of at most so many characters as hold all parts. */
function joined(parts: string[], maxLength: number): string[] {
  const texts: string[] = [];
  for (const part of parts) {
    const longer = `${texts.at(-1) ?? ''}, ${part}`;
    if (texts.length && longer.length <= maxLength) texts[texts.length - 1] = longer;
    else texts.push(part);
  }
  return texts;
}
