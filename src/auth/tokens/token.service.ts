import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { sha256 } from '../../common/secrets/sha256.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import { asciiJson } from './ascii-json.js';

/** The claims of an access token. `loginId` is the id of the session. */
export interface AccessClaims {
  userId: string;
  loginId: string;
  email: string;
  username: string;
  isAdmin: boolean;
}

export interface RefreshToken {
  token: string;
  /** SHA-256 in hexadecimal, stored instead of the token. */
  tokenHash: string;
  expiresAt: Date;
}

const REFRESH = 'refresh';

/** Makes and reads access and refresh tokens. Each kind has its own secret, so neither passes for the other. */
@Injectable()
export class TokenService {
  constructor(
    private readonly jwt: JwtService,
    @Inject(jwtConfig.KEY) private readonly config: JwtConfig,
  ) {}

  /** @returns a JWT (HS256) with these claims, `iat` and `exp` */
  signAccess({ userId, loginId, email, username, isAdmin }: AccessClaims): string {
    const claims = { userId, loginId, email, username, isAdmin };
    return this.sign(claims, this.config.accessSecret, this.config.accessSeconds);
  }

  /** @returns a new refresh token, unique even for the same session in the same second */
  makeRefresh(): RefreshToken {
    const token = this.sign(
      { purpose: REFRESH, jti: randomUUID() },
      this.config.refreshSecret,
      this.config.refreshSeconds,
    );
    return {
      token,
      tokenHash: this.hash(token),
      expiresAt: new Date(Date.now() + this.config.refreshSeconds * 1000),
    };
  }

  /** Whether a text is a refresh token of ours that has not expired. The database knows its session. */
  isRefresh(token: string): boolean {
    try {
      const secret = keyOfToken(token, this.config.refreshSecrets);
      const claims = this.jwt.verify<{ purpose?: unknown }>(token, { secret, algorithms: ['HS256'] });
      return claims.purpose === REFRESH;
    } catch {
      return false;
    }
  }

  hash(token: string): string {
    return sha256(token);
  }

  private sign(claims: object, secret: string, lifeSeconds: number): string {
    const iat = Math.floor(Date.now() / 1000);
    // A Buffer, so that the claims are signed exactly as escaped.
    const payload = Buffer.from(asciiJson({ ...claims, iat, exp: iat + lifeSeconds }));
    return this.jwt.sign(payload, { secret, algorithm: 'HS256', header: { alg: 'HS256', typ: 'JWT' } });
  }
}
