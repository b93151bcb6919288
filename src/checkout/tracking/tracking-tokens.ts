import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { derivedKey } from '../../common/secrets/derived-key.js';
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
  private readonly secret: Buffer;

  constructor(@Inject(jwtConfig.KEY) { accessSecret }: JwtConfig) {
    this.secret = derivedKey(accessSecret, AUDIENCE);
  }

  /** @returns a token that opens this order for 30 days */
  sign(orderId: string): string {
    return this.jwt.sign(
      {},
      {
        secret: this.secret,
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
      this.jwt.verify(token, { secret: this.secret, algorithms: ['HS256'], audience: AUDIENCE, subject: orderId });
      return true;
    } catch {
      return false;
    }
  }
}
