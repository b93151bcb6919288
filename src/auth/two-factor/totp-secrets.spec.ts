import { Logger } from '@nestjs/common';
import { TotpSecrets } from './totp-secrets.js';

const BEFORE = 'Zq8vT2mKx4LrW9nBc6JdY1sHf5GpA0uE';
const AFTER = 'hR3wM7yQz0VkN5tXb8CgP2jLd6SfU4aI';
const before = new TotpSecrets({ twoFactorSecrets: [BEFORE] });
const after = new TotpSecrets({ twoFactorSecrets: [AFTER] });

describe('TotpSecrets', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('opens what was sealed under the same secret, after a restart too', () => {
    const restarted = new TotpSecrets({ twoFactorSecrets: [BEFORE] });
    expect(restarted.open({ userId: 'u1', secret: before.seal('GEZDGNBV', 'u1') })).toBe('GEZDGNBV');
  });

  it('opens nothing sealed under another key or for another user', () => {
    const secret = before.seal('GEZDGNBV', 'u1');
    expect(after.open({ userId: 'u1', secret })).toBeNull();
    expect(before.open({ userId: 'u2', secret })).toBeNull();
  });

  it('opens secrets of both keys during a rotation, and re-encrypts the old ones', () => {
    const secret = before.seal('GEZDGNBV', 'u1');
    const both = new TotpSecrets({ twoFactorSecrets: [AFTER, BEFORE] });
    expect(both.isBeingReplaced).toBe(true);
    expect(both.open({ userId: 'u1', secret })).toBe('GEZDGNBV');
    const resealed = both.reseal({ userId: 'u1', secret })!;
    expect(after.open({ userId: 'u1', secret: resealed })).toBe('GEZDGNBV');
    expect(both.reseal({ userId: 'u1', secret: resealed })).toBe(resealed);
    expect(both.reseal({ userId: 'u2', secret })).toBeNull();
  });
});
