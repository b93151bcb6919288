import type { Logger } from 'pino';
import { serverWith } from '../../test/support/one-step.js';
import { accessLog, plainWords } from './access-log.js';

describe('accessLog', () => {
  const lines: Record<string, unknown>[] = [];
  const logger = {
    isLevelEnabled: () => true,
    info: (line: Record<string, unknown>) => lines.push(line),
  } as unknown as Logger;
  const http = serverWith(accessLog(logger), (incoming, _response, next) =>
    next(incoming.path === '/broken' ? new Error('broken') : undefined),
  );

  it('writes one line a request, refused ones included', async () => {
    await http.get('/api/products?search=secret').set('Authorization', 'Bearer secret');
    await http.post('/broken').send({ password: 'secret' });
    expect(lines).toEqual([
      { method: 'GET', route: '/api/products', status: 200, ms: expect.any(Number) },
      { method: 'POST', route: '/broken', status: 500, ms: expect.any(Number) },
    ]);
  });
});

describe('plainWords', () => {
  it.each([
    ['/api/auth/login?x=1', '/api/auth/login'],
    ['/api/2fa/setup', '/api/2fa/setup'],
    ['/api/orders/ck9x8y7z/status', '/api/orders/*/status'],
    ['/api/a@b.fr/eyJhbGci.x.y', '/api/*/*'],
    ['/', '/'],
    ['*', '*'],
  ])('makes %s %s', (url, words) => expect(plainWords(url)).toBe(words));
});
