import { Secret, TOTP } from 'otpauth';
import { newRecoveryCodes, recoveryCodeHash } from '../../src/auth/two-factor/recovery-codes.js';
import { TotpSecrets } from '../../src/auth/two-factor/totp-secrets.js';
import type { RunningApp } from '../support/start-app.js';
import { createUser, type TestUser } from './user.js';

/** An authenticator app as people have it: its own reading of RFC 6238, set up with nothing but the secret. */
export class Phone {
  constructor(readonly secret: string) {}

  /** @param steps 1: the code of the next half minute */
  code(steps = 0): string {
    return TOTP.generate({ secret: Secret.fromBase32(this.secret), timestamp: Date.now() + steps * 30_000 });
  }

  /** Six digits that are no code of any step that could pass while the test runs. */
  wrongCode(): string {
    const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((steps) => this.code(steps)));
    for (let n = 0; ; n++) if (!near.has(String(n).padStart(6, '0'))) return String(n).padStart(6, '0');
  }
}

export interface GuardedUser extends TestUser {
  phone: Phone;
  recoveryCodes: string[];
}

/** An account with two-factor on and none of its codes used. */
export async function createGuardedUser(shop: RunningApp): Promise<GuardedUser> {
  const user = await createUser(shop);
  const phone = new Phone(new Secret().base32);
  const recoveryCodes = newRecoveryCodes();
  await shop.prisma.twoFactor.create({
    data: {
      userId: user.id,
      secret: shop.app.get(TotpSecrets).seal(phone.secret, user.id),
      enabledAt: new Date(),
      recoveryCodes: { create: recoveryCodes.map((code) => ({ codeHash: recoveryCodeHash(user.id, code)! })) },
    },
  });
  return { ...user, phone, recoveryCodes };
}
