import { Inject, Injectable, Logger } from '@nestjs/common';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { seal, unseal, unsealWithAny } from '../../common/secrets/sealed-text.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import type { TwoFactor } from '../../generated/sqlite/client.js';

/**
 * The secrets as the database keeps them: encrypted, so that a copy of it is no phone. The key is drawn from JWT_SECRET,
 * or from TWO_FACTOR_SECRET, for this purpose alone.
 */
@Injectable()
export class TotpSecrets {
  private readonly logger = new Logger(TotpSecrets.name);
  /** The one that seals first. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { twoFactorSecrets }: Pick<JwtConfig, 'twoFactorSecrets'>) {
    this.keys = derivedKeys(twoFactorSecrets, 'two-factor');
  }

  /** Whether some may still be sealed under another key than the one that seals now. */
  get isBeingReplaced(): boolean {
    return this.keys.length > 1;
  }

  /** @param secret in Base32 */
  seal(secret: string, userId: string): string {
    return seal(this.keys[0], secret, userId);
  }

  /** @returns the secret in Base32; null when it was sealed under none of the keys */
  open({ secret, userId }: Pick<TwoFactor, 'secret' | 'userId'>): string | null {
    const opened = unsealWithAny(this.keys, secret, userId);
    if (opened === null) this.logger.error({ userId }, 'A two-factor secret can’t be read: was JWT_SECRET replaced?');
    return opened;
  }

  /** @returns the row's secret, sealed under the key of now: as it is where it was so already; null when it can't be read */
  reseal({ secret, userId }: Pick<TwoFactor, 'secret' | 'userId'>): string | null {
    if (unseal(this.keys[0], secret, userId) !== null) return secret;
    const opened = this.open({ secret, userId });
    return opened === null ? null : this.seal(opened, userId);
  }
}
