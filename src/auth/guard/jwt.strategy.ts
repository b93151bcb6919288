import { createSecretKey, randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { AccessClaims } from '../tokens/token.service.js';

type VerifiedKey = (error: null, key: Buffer) => void;

type SignedClaims = Partial<AccessClaims> & { iat: number; exp: number };

/** Not `ExtractJwt`: its expression takes quadratic time over a long header. */
function bearerOf({ headers }: Request): string | null {
  return /^bearer\s+(\S+)/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Reads the account of a Bearer token from the database. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) implements OnApplicationShutdown {
  /** Passport is global in the process: a unique name keeps two applications in one process apart. */
  readonly registeredAs = `jwt-${randomUUID()}`;

  constructor(
    @Inject(jwtConfig.KEY) config: JwtConfig,
    private readonly prisma: PrismaService,
  ) {
    // A key object: a text would be tried as a public key first, at each request. The types don't allow key objects.
    const [key, ...previous] = config.accessSecrets.map((secret) => createSecretKey(secret, 'utf8'));
    super({
      jwtFromRequest: bearerOf,
      secretOrKeyProvider: (_request: Request, token: string, done: VerifiedKey) =>
        done(null, keyOfToken(token, [key!, ...previous]) as unknown as Buffer),
      algorithms: ['HS256'],
    });
    passport.use(this.registeredAs, this);
  }

  /** Else Passport keeps it, and with it the application, in memory as long as the process lives. */
  onApplicationShutdown(): void {
    passport.unuse(this.registeredAs);
  }

  /** @returns null, which refuses the token, when the account is gone, the session has ended or it is another kind of token */
  async validate({ userId, loginId, iat, exp }: SignedClaims): Promise<AuthUser | null> {
    if (typeof userId !== 'string' || typeof loginId !== 'string') return null;
    const user = await this.prisma.user.findUnique({
      where: { id: userId, authSessions: { some: { id: loginId, endedAt: null } } },
      select: { email: true, username: true, isAdmin: true },
    });
    return user && { userId, sessionId: loginId, ...user, iat, exp };
  }
}
