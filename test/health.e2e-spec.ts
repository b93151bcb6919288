import { randomBytes } from 'node:crypto';
import { startApp, type RunningApp } from './support/start-app.js';

describe('health', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  it('GET /health answers 200 {ok:true}', async () => {
    await shop.http.get('/api/health').expect(200, { ok: true });
  });

  it('GET /health/ready answers 200 with every migration, a newer one too, 503 NOT_READY once one is missing', async () => {
    await shop.http.get('/api/health/ready').expect(200, { ok: true });
    await shop.prisma.$executeRaw`
      INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name")
      VALUES ('later', 'x', CURRENT_TIMESTAMP, '29990101000000_later')`;
    await shop.http.get('/api/health/ready').expect(200, { ok: true });
    await shop.prisma.$executeRaw`DELETE FROM "_prisma_migrations"`;
    const answer = await shop.http.get('/api/health/ready').expect(503);
    expect(answer.body).toMatchObject({ code: 'NOT_READY', requestId: expect.any(String) });
  });

  it('GET /nothing answers 404 ROUTE_NOT_FOUND in the one shape of every failure', async () => {
    const answer = await shop.http.get('/api/nothing').set('x-request-id', 'abc').expect(404);
    expect(answer.headers['x-request-id']).toBe('abc');
    expect(answer.body).toEqual({ error: expect.any(String), code: 'ROUTE_NOT_FOUND', requestId: 'abc' });
  });

  it.each(['/', '/nothing', '/sandbox-not', '/%E0%A4%A', '/api/%E0%A4%A'])(
    'GET %s answers 404 in that shape as well',
    async (path) => {
      const answer = await shop.http.get(path).expect(404);
      expect(answer.body).toMatchObject({ code: 'ROUTE_NOT_FOUND', requestId: expect.any(String) });
    },
  );

  it('POST /nothing with broken JSON answers 400 INVALID_JSON in that shape', async () => {
    const answer = await shop.http.post('/nothing').set('Content-Type', 'application/json').send('{').expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_JSON', requestId: expect.any(String) });
  });
});

describe('in production', () => {
  it('serves no sandbox', async () => {
    const shop = await startApp({
      NODE_ENV: 'production',
      JWT_SECRET: randomBytes(48).toString('base64url'),
      JWT_REFRESH_SECRET: randomBytes(48).toString('base64url'),
      STRIPE_SECRET_KEY: `sk_live_${randomBytes(24).toString('hex')}`,
      STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('hex')}`,
      STRIPE_API_BASE: 'http://127.0.0.1:9',
      MAIL_FROM: 'boutique@boulevard.test',
      CONTACT_TO_EMAIL: 'boutique@boulevard.test',
      UPLOAD_DIR: './data/uploads',
    });
    await shop.http.get('/api/health/ready').expect(200);
    for (const path of ['/sandbox', '/sandbox/v1/checkout/sessions']) {
      expect((await shop.http.get(path).expect(404)).body.code).toBe('ROUTE_NOT_FOUND');
    }
    await shop.close();
  });
});
