import { InvalidRedirectUrlError } from '../checkout.errors.js';
import { checkRedirectUrl, fillSessionId } from './redirect-url.js';

const origins = ['https://shop.example', 'http://localhost:5173'];

describe('checkRedirectUrl', () => {
  it.each(['https://shop.example/ok?sid={CHECKOUT_SESSION_ID}', 'http://localhost:5173/panier'])(
    'lets %s pass as it is',
    (url) => expect(checkRedirectUrl(url, origins)).toBe(url),
  );

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
  ])('refuses %s', (url) => expect(() => checkRedirectUrl(url, origins)).toThrow(InvalidRedirectUrlError));
});

it('fills in the session id wherever Stripe would', () => {
  expect(fillSessionId('https://a.b/?sid={CHECKOUT_SESSION_ID}&x=1', 'cs_1')).toBe('https://a.b/?sid=cs_1&x=1');
});
