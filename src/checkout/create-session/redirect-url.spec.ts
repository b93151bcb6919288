import { InvalidRedirectUrlError } from '../rules/checkout.errors.js';
import { checkRedirectUrl, fillSessionId } from './redirect-url.js';

const origins = ['https://shop.example', 'http://localhost:5173'];

describe('checkRedirectUrl', () => {
  it.each(['https://shop.example/ok?sid={CHECKOUT_SESSION_ID}', 'http://localhost:5173/panier'])(
    'lets %s pass as it is',
    (url) => expect(checkRedirectUrl(url, origins)).toBe(url),
  );

  it.each([
    ['https://shop.example', 'https://shop.example/'],
    ['HTTPS://SHOP.example:443/a/../b', 'https://shop.example/b'],
    [
      'https://shop.example/ok/{CHECKOUT_SESSION_ID}#{CHECKOUT_SESSION_ID}',
      'https://shop.example/ok/{CHECKOUT_SESSION_ID}#{CHECKOUT_SESSION_ID}',
    ],
    ['https://shop.example/a b?c={d}&e="f"', 'https://shop.example/a%20b?c={d}&e=%22f%22'],
    ['http:localhost:5173/panier', 'http://localhost:5173/panier'],
  ])('understands %s as %s', (given, url) => expect(checkRedirectUrl(given, origins)).toBe(url));

  it.each([
    'https://shop.example.evil.com/ok',
    'https://evil.com/?https://shop.example',
    'https://shop.example@evil.com/',
    'https://user:pw@shop.example/',
    'http://shop.example/ok',
    'https://shop.example:444/',
    '//shop.example/ok',
    '/ok',
    'javascript:alert(1)//https://shop.example',
    'nothing',
    'https://shop.example\\@evil.com/',
    'https://shop.example/ok\\..',
    'https:\\\\shop.example/ok',
    'https://shop.example/o\tk',
    'https://shop.example/ok\n',
    'https://shop.example/ok\u007f',
    'https://shop.example/merci-é',
    'https://ｓhop.example/ok',
    'https://shop.example/ok?x=\u2028',
  ])('refuses %s', (url) => expect(() => checkRedirectUrl(url, origins)).toThrow(InvalidRedirectUrlError));
});

it('lets every port of this machine pass where they are allowed', () => {
  const url = 'http://localhost:3000/ok?sid={CHECKOUT_SESSION_ID}';
  expect(checkRedirectUrl(url, origins, true)).toBe(url);
  expect(() => checkRedirectUrl(url, origins)).toThrow(InvalidRedirectUrlError);
  for (const other of ['https://localhost:3000/', 'http://localhost.evil.com/', 'http://a@localhost:3000/'])
    expect(() => checkRedirectUrl(other, origins, true)).toThrow(InvalidRedirectUrlError);
});

it('fills in the session id in every place that Stripe would', () => {
  expect(fillSessionId('https://a.b/?sid={CHECKOUT_SESSION_ID}&x=1', 'cs_1')).toBe('https://a.b/?sid=cs_1&x=1');
});
