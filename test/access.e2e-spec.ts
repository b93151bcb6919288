import { JwtService } from '@nestjs/jwt';
import { jwtConfig, type JwtConfig } from '../src/config/jwt.config.js';
import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('routes for whoever is logged in', () => {
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

  it('refuses a token of somebody else’s login, of an ended one, and of an account that is gone', async () => {
    const other = await createUser(shop);
    const otherClaims = new JwtService().decode<{ loginId: string }>(other.token);
    await verify(`Bearer ${sign({ ...claims(), loginId: otherClaims.loginId })}`).expect(401);

    await shop.prisma.login.update({ where: { id: otherClaims.loginId }, data: { endedAt: new Date() } });
    await verify(`Bearer ${other.token}`).expect(401);

    const gone = await createUser(shop);
    await shop.prisma.user.delete({ where: { id: gone.id } });
    await verify(`Bearer ${gone.token}`).expect(401);
  });

  it('says what the account is now, not what the token says', async () => {
    const promoted = await createUser(shop);
    await shop.prisma.user.update({ where: { id: promoted.id }, data: { isAdmin: true } });
    const { body } = await verify(`Bearer ${promoted.token}`).expect(200);
    expect(body.user.isAdmin).toBe(true);
  });
});
