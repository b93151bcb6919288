import fc from 'fast-check';
import { asciiJson } from './ascii-json.js';

describe('asciiJson', () => {
  it('says the same as JSON and never needs - or _ in base64url', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (email, username) => {
        const text = asciiJson({ email, username });
        expect(JSON.parse(text)).toEqual({ email, username });
        expect(Buffer.from(text).toString('base64url')).toMatch(/^[A-Za-z0-9]*$/);
      }),
    );
  });

  it('escapes what an e-mail address may hold', () => {
    expect(asciiJson({ email: 'élo?~>@x.fr' })).toBe('{"email":"\\u00e9lo\\u003f\\u007e\\u003e@x.fr"}');
  });
});
