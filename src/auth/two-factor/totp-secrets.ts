import { Inject, Injectable, Logger } from '@nestjs/common';
import { derivedKey } from '../../common/secrets/derived-key.js';
import { seal, unseal } from '../../common/secrets/sealed-text.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import type { TwoFactor } from '../../generated/sqlite/client.js';

/**
 * The secrets as the database keeps them: encrypted, so that a copy of it is no phone. The key is drawn from JWT_SECRET,
 * or from TWO_FACTOR_SECRET, for this purpose alone.
 */
@Injectable()
export class TotpSecrets {
  private readonly logger = new Logger(TotpSecrets.name);
  private readonly key: Buffer;

  constructor(@Inject(jwtConfig.KEY) { twoFactorSecret }: Pick<JwtConfig, 'twoFactorSecret'>) {
    this.key = derivedKey(twoFactorSecret, 'two-factor');
  }

  /** @param secret in Base32 */
  seal(secret: string, userId: string): string {
    return seal(this.key, secret, userId);
  }

  /** @returns the secret in Base32; null when it was sealed under another key */
  open({ secret, userId }: Pick<TwoFactor, 'secret' | 'userId'>): string | null {
    const opened = unseal(this.key, secret, userId);
    if (opened === null) this.logger.error({ userId }, 'A two-factor secret can’t be read: was JWT_SECRET replaced?');
    return opened;
  }
}
