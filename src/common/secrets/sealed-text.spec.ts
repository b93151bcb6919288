import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed-text.js';

const key = randomBytes(32);

describe('seal and unseal', () => {
  it('return the text to its owner', () => {
    for (const text of ['GEZDGNBVGY3TQOJQ', '', 'é'.repeat(100)]) {
      expect(unseal(key, seal(key, text, 'u1'), 'u1')).toBe(text);
    }
  });

  it('never look the same twice, and do not show the text', () => {
    const sealed = Array.from({ length: 20 }, () => seal(key, 'GEZDGNBVGY3TQOJQ', 'u1'));
    expect(new Set(sealed).size).toBe(20);
    expect(Buffer.from(sealed[0]!.slice(3), 'base64url').toString('latin1')).not.toContain('GEZDGNBV');
  });

  it('give nothing to another owner or another key', () => {
    const sealed = seal(key, 'secret', 'u1');
    expect(unseal(key, sealed, 'u2')).toBeNull();
    expect(unseal(randomBytes(32), sealed, 'u1')).toBeNull();
  });

  it('give nothing once a single bit was changed, or anything cut off', () => {
    const bytes = Buffer.from(seal(key, 'secret', 'u1').slice(3), 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      expect(unseal(key, `v1.${changed.toString('base64url')}`, 'u1')).toBeNull();
      expect(unseal(key, `v1.${bytes.subarray(0, i).toString('base64url')}`, 'u1')).toBeNull();
    }
  });

  it.each(['', 'v1', 'v1.', 'v2.AAAA', 'GEZDGNBVGY3TQOJQ', '....'])('give nothing for %j', (sealed) => {
    expect(unseal(key, sealed, 'u1')).toBeNull();
  });
});
