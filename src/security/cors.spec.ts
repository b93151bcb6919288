import { serverWith } from '../../test/support/one-step.js';
import { allowOrigins } from './cors.js';

const shop = 'https://shop.example';

describe('allowOrigins', () => {
  const http = serverWith(allowOrigins([shop, 'http://localhost:5173']), (incoming, _response, next) =>
    next(incoming.path === '/broken' ? new Error('broken') : undefined),
  );

  it('lets an allowed origin read the answer and some of its headers', async () => {
    const { headers } = await http.get('/x').set('Origin', shop).expect(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-expose-headers': 'x-request-id,Retry-After,ETag,Content-Disposition',
      vary: expect.stringContaining('Origin'),
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('lets it read errors as well', async () => {
    const { headers } = await http.get('/broken').set('Origin', shop).expect(500);
    expect(headers['access-control-allow-origin']).toBe(shop);
  });

  it.each(['https://shop.example.evil.example', 'http://shop.example', 'https://shop.example:8443', 'null', 'x'])(
    'answers %s without CORS headers',
    async (origin) => {
      const { headers } = await http.get('/x').set('Origin', origin).expect(200);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.vary).toContain('Origin');
    },
  );

  it('answers without an origin', async () => {
    const { headers } = await http.get('/x').expect(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('answers the preflight of an allowed origin on every path', async () => {
    const { headers } = await http
      .options('/anything/at/all')
      .set({ Origin: shop, 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'content-type' })
      .expect(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE,OPTIONS',
      'access-control-allow-headers': 'Content-Type,Authorization,Idempotency-Key,X-Requested-With',
    });
  });

  it('allows another origin nothing in a preflight', async () => {
    const { headers } = await http
      .options('/x')
      .set({ Origin: 'https://evil.example', 'Access-Control-Request-Method': 'PUT' })
      .expect(204);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
