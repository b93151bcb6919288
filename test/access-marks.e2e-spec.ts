import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { AuthModule } from '../src/auth/auth.module.js';
import { AdminOnly, OptionalAuth, Public } from '../src/common/decorators/access.decorator.js';
import { CurrentUser, type AuthUser } from '../src/common/decorators/current-user.decorator.js';
import { ErrorFilter } from '../src/common/filters/error.filter.js';
import { LoggingModule } from '../src/common/logging/logging.module.js';
import { Measures } from '../src/common/measures/measures.js';
import { ConfigModule } from '../src/config/config.module.js';
import { JobsModule } from '../src/jobs/jobs.module.js';
import { PrismaModule } from '../src/prisma/prisma.module.js';
import { PrismaService } from '../src/prisma/prisma.service.js';
import { SecurityModule } from '../src/security/security.module.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, withEnv, type RunningApp } from './support/start-app.js';

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
    app.useGlobalFilters(new ErrorFilter(new Measures()));
    await app.listen(0, '127.0.0.1');

    const marked = { ...shop, app, prisma: app.get(PrismaService) };
    [user, admin] = [await createUser(marked), await createAdmin(marked)];
    const ended = await createUser(marked);
    await marked.prisma.login.updateMany({ where: { userId: ended.id }, data: { endedAt: new Date() } });
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
