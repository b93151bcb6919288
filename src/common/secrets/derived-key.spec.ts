import { derivedKey } from './derived-key.js';

describe('derivedKey', () => {
  it('gives 32 bytes, the same for the same secret and purpose, others for any other', () => {
    const key = derivedKey('a secret', 'order-tracking');
    expect(key).toHaveLength(32);
    expect(derivedKey('a secret', 'order-tracking')).toEqual(key);
    expect(derivedKey('a secret', 'account-links')).not.toEqual(key);
    expect(derivedKey('another secret', 'order-tracking')).not.toEqual(key);
  });

  it('stays what it was: links that were sent hang on it', () => {
    expect(derivedKey('a secret', 'order-tracking').toString('hex')).toBe(
      '7eb81556aa2572a8c66f9d0949eb8364d3ea62ada12a5a9841a9a3fce9adc187',
    );
  });
});
