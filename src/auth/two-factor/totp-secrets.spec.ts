import { Logger } from '@nestjs/common';
import { TotpSecrets } from './totp-secrets.js';

const before = new TotpSecrets({ twoFactorSecret: 'Zq8vT2mKx4LrW9nBc6JdY1sHf5GpA0uE' });
const after = new TotpSecrets({ twoFactorSecret: 'hR3wM7yQz0VkN5tXb8CgP2jLd6SfU4aI' });

describe('TotpSecrets', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('opens what was sealed under the same secret, after a restart too', () => {
    const restarted = new TotpSecrets({ twoFactorSecret: 'Zq8vT2mKx4LrW9nBc6JdY1sHf5GpA0uE' });
    expect(restarted.open({ userId: 'u1', secret: before.seal('GEZDGNBV', 'u1') })).toBe('GEZDGNBV');
  });

  it('opens nothing that was sealed under another one, or for somebody else', () => {
    const secret = before.seal('GEZDGNBV', 'u1');
    expect(after.open({ userId: 'u1', secret })).toBeNull();
    expect(before.open({ userId: 'u2', secret })).toBeNull();
  });
});
