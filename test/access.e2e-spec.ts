import { JwtService } from '@nestjs/jwt';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { AuthModule } from '../src/auth/auth.module.js';
import { AdminOnly, OptionalAuth, Public } from '../src/common/decorators/access.decorator.js';
import { CurrentUser, type AuthUser } from '../src/common/decorators/current-user.decorator.js';
import { ErrorFilter } from '../src/common/filters/error.filter.js';
import { LoggingModule } from '../src/common/logging/logging.module.js';
import { RequestLog } from '../src/common/logging/request-log.js';
import { AppMetrics } from '../src/common/metrics/app-metrics.js';
import { ConfigModule } from '../src/config/config.module.js';
import { jwtConfig, type JwtConfig } from '../src/config/jwt.config.js';
import { JobsModule } from '../src/jobs/jobs.module.js';
import { PrismaModule } from '../src/prisma/prisma.module.js';
import { PrismaService } from '../src/prisma/prisma.service.js';
import { SecurityModule } from '../src/security/security.module.js';
import { createUser, type TestUser, createAdmin } from './factories/user.js';
import { startApp, type RunningApp, withEnv } from './support/start-app.js';

describe('routes that need a login', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    user = await createUser(shop);
  });
  afterAll(() => shop.close());

  const verify = (authorization?: string) => {
    const request = shop.http.get('/api/auth/verify');
    return authorization === undefined ? request : request.set('Authorization', authorization);
  };
  const config = () => shop.app.get<JwtConfig>(jwtConfig.KEY);
  const claims = () => new JwtService().decode<Record<string, unknown>>(user.token);
  const sign = (payload: object, secret = config().accessSecret, algorithm: 'HS256' | 'HS512' = 'HS256') =>
    new JwtService().sign(payload, { secret, algorithm });

  it('GET /auth/verify answers 200 with the claims of the access token', async () => {
    const { body } = await verify(`Bearer ${user.token}`).expect(200);
    const { iat, exp } = claims() as { iat: number; exp: number };
    const { id: userId, email, username } = user;
    expect(body).toEqual({ valid: true, user: { userId, email, username, isAdmin: false, iat, exp } });
    expect(exp - iat).toBe(15 * 60);
  });

  it.each([undefined, '', 'Basic c2FjaGE6cGlrYQ=='])('answers 401 ACCESS_TOKEN_REQUIRED to %j', async (header) => {
    const { body } = await verify(header).expect(401);
    expect(body).toMatchObject({ code: 'ACCESS_TOKEN_REQUIRED', error: expect.any(String) });
  });

  it.each([
    ['no token at all', () => ''],
    ['what is no token', () => 'null'],
    ['a refresh token', () => user.refreshToken],
    ['a token of another secret', () => sign(claims(), 'another secret of some length, 32 bytes')],
    ['a token of another algorithm', () => sign(claims(), config().accessSecret, 'HS512')],
    ['an expired token', () => sign({ ...claims(), iat: 1_700_000_000, exp: 1_700_000_900 })],
    ['a token of our secret for another purpose', () => sign({ purpose: 'tracking', orderId: 'o1' })],
    ['a token without a login', () => sign({ ...claims(), loginId: undefined })],
    ['a token without an account', () => sign({ ...claims(), userId: undefined })],
    ['an operator object for a login', () => sign({ ...claims(), loginId: { not: '' } })],
    ['an unsigned token', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${user.token.split('.')[1]}.`],
  ])('answers 401 INVALID_TOKEN to %s', async (_, token) => {
    const { body } = await verify(`Bearer ${token()}`).expect(401);
    expect(body.code).toBe('INVALID_TOKEN');
  });

  it('refuses a token of another account’s session, of an ended session and of a deleted account', async () => {
    const other = await createUser(shop);
    const otherClaims = new JwtService().decode<{ loginId: string }>(other.token);
    await verify(`Bearer ${sign({ ...claims(), loginId: otherClaims.loginId })}`).expect(401);

    await shop.prisma.authSession.update({ where: { id: otherClaims.loginId }, data: { endedAt: new Date() } });
    await verify(`Bearer ${other.token}`).expect(401);

    const gone = await createUser(shop);
    await shop.prisma.user.delete({ where: { id: gone.id } });
    await verify(`Bearer ${gone.token}`).expect(401);
  });

  it('answers the current state of the account, not the claims of the token', async () => {
    const promoted = await createUser(shop);
    await shop.prisma.user.update({ where: { id: promoted.id }, data: { isAdmin: true } });
    const { body } = await verify(`Bearer ${promoted.token}`).expect(200);
    expect(body.user.isAdmin).toBe(true);
  });
});

@Controller()
class Marked {
  @Get('none')
  none(@CurrentUser() user: AuthUser | null) {
    return { user: user?.userId ?? null };
  }

  @Get('public')
  @Public()
  public(@CurrentUser() user: AuthUser | null) {
    return this.none(user);
  }

  @Get('optional')
  @OptionalAuth()
  optional(@CurrentUser() user: AuthUser | null) {
    return this.none(user);
  }

  @Get('guest-or-user')
  @OptionalAuth({ rejectInvalid: true })
  guestOrUser(@CurrentUser() user: AuthUser | null) {
    return this.none(user);
  }

  @Get('admin')
  @AdminOnly()
  admin(@CurrentUser() user: AuthUser | null) {
    return this.none(user);
  }
}

@Controller('closed')
@AdminOnly()
class MarkedWhole {
  @Get()
  closed() {
    return {};
  }

  @Get('open')
  @Public()
  open() {
    return {};
  }
}

@Module({
  imports: [ConfigModule, LoggingModule, SecurityModule, PrismaModule, JobsModule, AuthModule],
  controllers: [Marked, MarkedWhole],
})
class MarkedModule {}

describe('what a Bearer opens, by the mark of the route', () => {
  let shop: RunningApp;
  let app: NestExpressApplication;
  let user: TestUser;
  let admin: TestUser;
  const bearers: Record<string, string | undefined> = { absent: undefined, empty: 'Bearer', wrong: 'Bearer x.y.z' };

  beforeAll(async () => {
    // Two applications in one process, each with its own secrets and database.
    shop = await startApp();
    const env = { NODE_ENV: 'test', DATA_DIR: `${shop.dataDir}/marked`, LOG_LEVEL: 'silent', SCHEDULED_JOBS: 'false' };
    // What is missing in a module fails here in words; by default Nest ends the process.
    const options = { logger: false, abortOnError: false } as const;
    app = await withEnv(env, () => NestFactory.create<NestExpressApplication>(MarkedModule, options));
    app.useGlobalFilters(new ErrorFilter(app.get(AppMetrics), app.get(RequestLog)));
    await app.listen(0, '127.0.0.1');

    const marked = { ...shop, app, prisma: app.get(PrismaService) };
    [user, admin] = [await createUser(marked), await createAdmin(marked)];
    const ended = await createUser(marked);
    await marked.prisma.authSession.updateMany({ where: { userId: ended.id }, data: { endedAt: new Date() } });
    const demoted = await createAdmin(marked);
    await marked.prisma.user.update({ where: { id: demoted.id }, data: { isAdmin: false } });
    const foreign = await createUser(shop);
    bearers.user = user.auth.Authorization;
    bearers.admin = admin.auth.Authorization;
    bearers.ended = ended.auth.Authorization;
    bearers.demoted = demoted.auth.Authorization;
    bearers.refresh = `Bearer ${user.refreshToken}`;
    bearers.foreign = foreign.auth.Authorization;
  });
  afterAll(async () => {
    await app.close();
    await shop.close();
  });

  const get = async (route: string, bearer: string) => {
    const call = request(await app.getUrl()).get(`/${route}`);
    return bearers[bearer] === undefined ? call : call.set('Authorization', bearers[bearer]);
  };

  const GUEST = 'guest';
  const [REQUIRED, INVALID, NOT_ADMIN] = ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN', 'ADMIN_ACCESS_REQUIRED'];
  it.each([
    ['none', { absent: REQUIRED, empty: INVALID, wrong: INVALID, ended: INVALID, refresh: INVALID, foreign: INVALID }],
    ['public', { absent: GUEST, empty: GUEST, wrong: GUEST, ended: GUEST, refresh: GUEST, user: GUEST }],
    ['optional', { absent: GUEST, empty: GUEST, wrong: GUEST, ended: GUEST, refresh: GUEST, foreign: GUEST }],
    ['guest-or-user', { absent: GUEST, empty: INVALID, wrong: INVALID, ended: INVALID, refresh: INVALID }],
    ['admin', { absent: REQUIRED, wrong: INVALID, ended: INVALID, user: NOT_ADMIN, demoted: NOT_ADMIN }],
    ['closed', { absent: REQUIRED, user: NOT_ADMIN }],
    ['closed/open', { absent: GUEST, wrong: GUEST }],
  ])('%s', async (route, expected) => {
    for (const [bearer, outcome] of Object.entries(expected)) {
      const { status, body } = await get(route, bearer);
      if (outcome === GUEST) expect([bearer, status, body.user ?? null]).toEqual([bearer, 200, null]);
      else expect([bearer, status, body.code]).toEqual([bearer, outcome === NOT_ADMIN ? 403 : 401, outcome]);
    }
  });

  it.each(['none', 'optional', 'guest-or-user'])('%s knows the account behind a good one', async (route) => {
    expect((await get(route, 'user')).body).toEqual({ user: user.id });
  });

  it('admin lets administrators in', async () => {
    expect((await get('admin', 'admin')).body).toEqual({ user: admin.id });
  });

  it('an unreachable database is no reason to call a token wrong, or its bearer a guest', async () => {
    const prisma = app.get(PrismaService);
    await prisma.$executeRaw`ALTER TABLE "Login" RENAME TO "LoginAway"`;
    const answers = [await get('none', 'user'), await get('optional', 'user')];
    await prisma.$executeRaw`ALTER TABLE "LoginAway" RENAME TO "Login"`;
    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
  });
});
