import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';

const AUDIENCE = 'order-tracking';
const LIFE_SECONDS = 30 * 86_400;

/**
 * The tokens in links to one order's tracking page. Their secret is their own, drawn from the access tokens' one, so
 * that no token of another purpose passes here, and none of these anywhere else.
 */
@Injectable()
export class TrackingTokens {
  private readonly jwt = new JwtService();
  /** The one that signs first. */
  private readonly secrets: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { accessSecrets }: JwtConfig) {
    this.secrets = derivedKeys(accessSecrets, AUDIENCE);
  }

  /** @returns a token that opens this order for 30 days */
  sign(orderId: string): string {
    return this.jwt.sign(
      {},
      {
        secret: this.secrets[0],
        algorithm: 'HS256',
        audience: AUDIENCE,
        subject: orderId,
        expiresIn: LIFE_SECONDS,
      },
    );
  }

  /** Whether a text is a token of ours, not expired, for this very order. */
  opens(token: string, orderId: string): boolean {
    try {
      const secret = keyOfToken(token, this.secrets);
      this.jwt.verify(token, { secret, algorithms: ['HS256'], audience: AUDIENCE, subject: orderId });
      return true;
    } catch {
      return false;
    }
  }
}
