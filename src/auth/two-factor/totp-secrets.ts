import { Inject, Injectable, Logger } from '@nestjs/common';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { seal, unseal, unsealWithAny } from '../../common/secrets/sealed-text.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import type { TwoFactor } from '../../prisma/client.js';

/**
 * Encrypts the secrets for the database, so that a copy of it yields no codes. The key is derived from TWO_FACTOR_SECRET,
 * or from JWT_SECRET without one.
 */
@Injectable()
export class TotpSecrets {
  private readonly logger = new Logger(TotpSecrets.name);
  /** The first one seals. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { twoFactorSecrets }: Pick<JwtConfig, 'twoFactorSecrets'>) {
    this.keys = derivedKeys(twoFactorSecrets, 'two-factor');
  }

  /** Whether some secrets may still be sealed with an old key. */
  get isBeingReplaced(): boolean {
    return this.keys.length > 1;
  }

  /** @param secret in Base32 */
  seal(secret: string, userId: string): string {
    return seal(this.keys[0], secret, userId);
  }

  /** @returns the secret in Base32; null when none of the keys opens it */
  open({ secret, userId }: Pick<TwoFactor, 'secret' | 'userId'>): string | null {
    const opened = unsealWithAny(this.keys, secret, userId);
    if (opened === null) this.logger.error({ userId }, 'A two-factor secret can’t be read: was JWT_SECRET replaced?');
    return opened;
  }

  /** @returns the row's secret sealed with the current key, unchanged when it already is; null when it can't be read */
  reseal({ secret, userId }: Pick<TwoFactor, 'secret' | 'userId'>): string | null {
    if (unseal(this.keys[0], secret, userId) !== null) return secret;
    const opened = this.open({ secret, userId });
    return opened === null ? null : this.seal(opened, userId);
  }
}
