import { plainWords } from './request-log.js';

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
