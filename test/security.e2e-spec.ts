import { getMetadataStorage } from 'class-validator';
import { MESSAGES } from '../src/common/validation/french-message.js';
import { createUser, type TestUser } from './factories/user.js';
import { CARD_NAMES, cardNames } from './support/card-names.js';
import { ATTACKS, ORDINARY_SENTENCES } from './security/ordinary-sentences.js';
import { startApp, type RunningApp } from './support/start-app.js';

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

    it('may be any card name, in profile and search', async () => {
      for (const bio of joined(CARD_NAMES, 500)) expect(await saveBio(bio)).toBe(bio);
      for (const search of cardNames(110)) {
        await shop.http.get('/api/products').query({ search, limit: 1 }).expect(200);
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

  it('bounds every list of a form', () => {
    const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<Rules, Rule[]> };
    const fields = (wanted: string) =>
      [...validationMetadatas].flatMap(([{ name: form }, rules]) =>
        /Dto$|Query$/.test(form)
          ? rules.filter(({ name }) => name === wanted).map(({ propertyName }) => `${form}.${propertyName}`)
          : [],
      );
    const lists = fields('isArray');
    expect(lists.length).toBeGreaterThan(3);
    expect(lists.filter((list) => !fields('arrayMaxSize').includes(list))).toEqual([]);
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
