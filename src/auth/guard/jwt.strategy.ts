import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { AccessClaims } from '../tokens/token.service.js';

type SignedClaims = Partial<AccessClaims> & { iat: number; exp: number };

/** Turns a Bearer into the account behind it, as the database knows it now. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  /** Passport is one for the whole process; a name of our own keeps two applications in one process apart. */
  readonly registeredAs = `jwt-${randomUUID()}`;

  constructor(
    @Inject(jwtConfig.KEY) config: JwtConfig,
    private readonly prisma: PrismaService,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.accessSecret,
      algorithms: ['HS256'],
    });
    passport.use(this.registeredAs, this);
  }

  /** @returns null, which refuses the token, when its account is gone, its login has ended or it has another purpose */
  async validate({ userId, loginId, iat, exp }: SignedClaims): Promise<AuthUser | null> {
    // Prisma drops an undefined condition: without this check a token without a login would match any.
    if (typeof userId !== 'string' || typeof loginId !== 'string') return null;
    const user = await this.prisma.user.findFirst({
      where: { id: userId, logins: { some: { id: loginId, endedAt: null } } },
      select: { email: true, username: true, isAdmin: true },
    });
    return user && { userId, loginId, ...user, iat, exp };
  }
}
