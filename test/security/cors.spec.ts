import { serverWith } from './one-step.js';
import cors from 'cors';
import { corsOptions } from '../../src/security/cors.js';

const shop = 'https://shop.example';

describe('corsOptions', () => {
  const refused: string[] = [];
  const onRefused = (origin: string) => refused.push(origin);
  const origins = [shop, 'http://localhost:5173'];
  const http = serverWith(cors(corsOptions({ origins, local: false, onRefused })), (incoming, _response, next) =>
    next(incoming.path === '/broken' ? new Error('broken') : undefined),
  );
  beforeEach(() => refused.splice(0));

  it('lets an allowed origin read the answer and some of its headers', async () => {
    const { headers } = await http.get('/x').set('Origin', shop).expect(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-expose-headers':
        'x-request-id,Retry-After,X-RateLimit-Limit,X-RateLimit-Remaining,X-RateLimit-Reset,ETag,Content-Disposition',
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
      expect(refused).toEqual([origin]);
      await http.get('/x').set('Origin', origin).expect(200);
      expect(refused).toEqual([origin]);
    },
  );

  it('does not report the API’s own pages', async () => {
    await http.get('/x').set({ Origin: 'https://api.example', Host: 'api.example' }).expect(200);
    expect(refused).toEqual([]);
  });

  it('reports a bounded number of origins, each cut to 100 characters', async () => {
    for (let index = 0; index < 60; index++) {
      await http
        .get('/x')
        .set('Origin', `https://${'x'.repeat(200)}.example`)
        .expect(200);
      await http.get('/x').set('Origin', `https://page-${index}.example`).expect(200);
    }
    expect(refused.length).toBeLessThanOrEqual(50);
    expect(refused[0]).toBe(`https://${'x'.repeat(92)}`);
  });

  describe('in development', () => {
    const local = serverWith(cors(corsOptions({ origins: [shop], local: true, onRefused })), (_request, response) => {
      response.end();
    });

    it.each([shop, 'http://localhost:3000', 'http://localhost', 'http://127.0.0.1:4321'])(
      'allows %s',
      async (origin) => {
        const { headers } = await local.get('/x').set('Origin', origin).expect(200);
        expect(headers['access-control-allow-origin']).toBe(origin);
      },
    );

    it.each(['https://localhost:3000', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'null'])(
      'refuses %s',
      async (origin) => {
        const { headers } = await local.get('/x').set('Origin', origin).expect(200);
        expect(headers).not.toHaveProperty('access-control-allow-origin');
      },
    );
  });

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
      .set({ Origin: 'https://evil.example', 'Access-Control-Request-Method': 'PUT' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
