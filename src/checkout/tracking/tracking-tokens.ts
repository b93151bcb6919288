import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';

const AUDIENCE = 'order-tracking';
const LIFE_SECONDS = 30 * 86_400;

/**
 * Tokens in links to the tracking page of one order. Their secret is derived from the access tokens' secret, so that no
 * other token is valid here and these are valid nowhere else.
 */
@Injectable()
export class TrackingTokens {
  private readonly jwt = new JwtService();
  /** The first one signs. */
  private readonly secrets: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { accessSecrets }: JwtConfig) {
    this.secrets = derivedKeys(accessSecrets, AUDIENCE);
  }

  /** @returns a token for this order, valid for 30 days */
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

  /** Whether the text is a valid token for this order. */
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
