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

  it('GET /health/ready answers 200 with every migration, 503 NOT_READY once one is missing', async () => {
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
});
