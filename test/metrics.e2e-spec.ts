import { productionEnv } from './support/production-env.js';
import { samples } from './support/prometheus.js';
import { startApp, type RunningApp } from './support/start-app.js';

const TOKEN = 'fK3vT9mQx4LrW7nBc2JdY5sHf8GpA1uE';

describe('GET /api/metrics with METRICS_TOKEN', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ METRICS_TOKEN: TOKEN, RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_GENERAL: '20' });
    // Until they are loaded, beside the start.
    await read().expect(200);
  });
  afterAll(() => shop.close());

  const read = (authorization = `Bearer ${TOKEN}`) => shop.http.get('/api/metrics').set('Authorization', authorization);
  const counted = async () => samples((await read()).text, 'http_request_duration_seconds_count');

  it('answers 401 without it, and to any other', async () => {
    for (const wrong of ['', 'Bearer x', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`]) {
      expect((await read(wrong).expect(401)).body.code).toBe('INVALID_METRICS_TOKEN');
    }
  });

  it('answers 200 in the text format, with the process and the requests', async () => {
    const { headers, text } = await read().expect(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).toMatch(/^# TYPE http_request_duration_seconds histogram$/m);
  });

  it('counts requests by the pattern of their route, never by their address', async () => {
    await shop.http.get('/api/products/dracaufeu-secret').expect(404);
    await shop.http.get('/api/products/autre-secret').expect(404);
    await shop.http.get('/api/products').expect(200);
    await shop.http.get('/api/products').expect(200);
    await shop.http.post('/api/auth/login').send({}).expect(400);
    await shop.http.get('/api/nothing-secret').expect(404);
    await shop.http.get('/uploads/secret.png').expect(404);
    const { text } = await read();
    expect(text).not.toContain('secret');
    const counts = samples(text, 'http_request_duration_seconds_count');
    expect(counts.get('method="GET",route="/api/products/:slug",status="404"')).toBe(2);
    expect(counts.get('method="GET",route="/api/products",status="200"')).toBe(2);
    expect(counts.get('method="POST",route="/api/auth/login",status="400"')).toBe(1);
    expect(counts.get('method="GET",route="none",status="404"')).toBe(1);
    expect(counts.get('method="GET",route="/uploads/:file",status="404"')).toBe(1);
  });

  it('is never limited, and counts what is', async () => {
    for (let i = 0; i < 30; i++) await read().expect(200);
    let status = 200;
    for (let i = 0; i < 30 && status !== 429; i++) ({ status } = await shop.http.get('/api/products'));
    expect(status).toBe(429);
    expect([...(await counted()).keys()].filter((labels) => labels.includes('status="429"'))).toHaveLength(1);
  });
});

describe('GET /api/metrics without METRICS_TOKEN', () => {
  it('answers 200 to anybody in development, and counts from the first look on', async () => {
    const shop = await startApp();
    await shop.http.get('/api/health').expect(200);
    const first = await shop.http.get('/api/metrics').expect(200);
    expect(samples(first.text, 'http_request_duration_seconds_count').size).toBe(0);
    await shop.http.get('/api/health').expect(200);
    const { text } = await shop.http.get('/api/metrics').expect(200);
    const counts = samples(text, 'http_request_duration_seconds_count');
    expect(counts.get('method="GET",route="/api/health",status="200"')).toBe(1);
    await shop.close();
  });

  it('answers 404 ROUTE_NOT_FOUND in production', async () => {
    const shop = await startApp(productionEnv());
    for (const header of ['', 'Bearer x']) {
      const answer = await shop.http.get('/api/metrics').set('Authorization', header).expect(404);
      expect(answer.body.code).toBe('ROUTE_NOT_FOUND');
    }
    await shop.close();
  });
});
