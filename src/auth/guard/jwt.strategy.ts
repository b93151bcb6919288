import { createSecretKey, randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { keyOfToken } from '../../common/secrets/key-of-token.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { AccessClaims } from '../tokens/token.service.js';

type VerifiedKey = (error: null, key: Buffer) => void;

type SignedClaims = Partial<AccessClaims> & { iat: number; exp: number };

/** Turns a Bearer into the account behind it, as the database knows it now. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) implements OnApplicationShutdown {
  /** Passport is one for the whole process; a name of our own keeps two applications in one process apart. */
  readonly registeredAs = `jwt-${randomUUID()}`;

  constructor(
    @Inject(jwtConfig.KEY) config: JwtConfig,
    private readonly prisma: PrismaService,
  ) {
    // A text is tried as a public key first, at each request. The types don't know that a key is taken as well.
    const [key, ...previous] = config.accessSecrets.map((secret) => createSecretKey(secret, 'utf8'));
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request: Request, token: string, done: VerifiedKey) =>
        done(null, keyOfToken(token, [key!, ...previous]) as unknown as Buffer),
      algorithms: ['HS256'],
    });
    passport.use(this.registeredAs, this);
  }

  /** Else Passport would hold on to it, and through it to the application, as long as the process lives. */
  onApplicationShutdown(): void {
    passport.unuse(this.registeredAs);
  }

  /** @returns null, which refuses the token, when its account is gone, its login has ended or it has another purpose */
  async validate({ userId, loginId, iat, exp }: SignedClaims): Promise<AuthUser | null> {
    if (typeof userId !== 'string' || typeof loginId !== 'string') return null;
    // Raw, as every request of an account runs it.
    const [user] = await this.prisma.$queryRaw<{ email: string; username: string; isAdmin: boolean | 0 | 1 }[]>`
      SELECT u."email", u."username", u."isAdmin" FROM "User" u JOIN "Login" l ON l."userId" = u."id"
      WHERE u."id" = ${userId} AND l."id" = ${loginId} AND l."endedAt" IS NULL`;
    return user ? { userId, loginId, ...user, isAdmin: Boolean(user.isAdmin), iat, exp } : null;
  }
}
