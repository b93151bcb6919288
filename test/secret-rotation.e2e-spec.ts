import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelTokens } from '../src/catalog/alerts/cancel-tokens.js';
import { TrackingTokens } from '../src/checkout/tracking/tracking-tokens.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { createOrder } from './factories/order.js';
import { createGuardedUser, type GuardedUser } from './factories/two-factor.js';
import { createUser, type TestUser } from './factories/user.js';
import { mailsTo, tokenIn } from './support/mails-to.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const secret = () => randomBytes(32).toString('base64url');
const before = { JWT_SECRET: secret(), JWT_REFRESH_SECRET: secret() };
const after = { JWT_SECRET: secret(), JWT_REFRESH_SECRET: secret() };
const meanwhile = {
  ...after,
  JWT_SECRET_PREVIOUS: before.JWT_SECRET,
  JWT_REFRESH_SECRET_PREVIOUS: before.JWT_REFRESH_SECRET,
};

/** The same shop, started again and again as its secrets are replaced: docs/operations.md. */
describe('rotated secrets', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'boulevard-secrets-'));
  let smtp: SmtpMailbox;
  let shop: RunningApp;
  let user: TestUser;
  let guarded: GuardedUser;
  let orderId: string;
  let made: Awaited<ReturnType<typeof make>>;

  const start = async (env: Record<string, string>) => {
    shop = await startApp({ ...env, SMTP_URL: smtp.url, RATE_LIMIT_ENABLED: 'true' }, dataDir);
  };
  const restart = async (env: Record<string, string>) => {
    await shop.close();
    await start(env);
  };
  const make = () => ({
    tracking: shop.app.get(TrackingTokens, { strict: false }).sign(orderId),
    cancel: shop.app.get(CancelTokens, { strict: false }).seal(user.email),
  });
  const profile = (token: string) => shop.http.get('/api/users/profile').set('Authorization', `Bearer ${token}`);
  const refresh = (refreshToken: string) => shop.http.post('/api/auth/refresh').send({ refreshToken });
  const track = (token: string) => shop.http.get(`/api/orders/${orderId}`).query({ token });
  const cancel = (token: string) => shop.http.post('/api/products/notify-stock/cancel').query({ token }).redirects(0);
  const forgot = () => shop.http.post('/api/auth/forgot-password').send({ email: user.email }).expect(200);
  const login = (code: string) =>
    shop.http.post('/api/auth/login').send({ email: guarded.email, password: guarded.password, twoFactorCode: code });

  beforeAll(async () => {
    smtp = await startSmtp();
    await start(before);
    user = await createUser(shop);
    guarded = await createGuardedUser(shop);
    orderId = (await createOrder(shop)).id;
    made = make();
    // Its mail is still to be sent.
    await forgot();
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  let renewed: string;
  let remade: typeof made;
  let resetToken: string;

  it('accept everything made with the previous secrets while those are configured', async () => {
    await restart(meanwhile);
    await profile(user.token).expect(200);
    renewed = (await refresh(user.refreshToken).expect(200)).body.accessToken as string;
    await profile(renewed).expect(200);
    await track(made.tracking).expect(200);
    await cancel(made.cancel).expect(303);
    remade = make();

    // A link that was asked for before, in a mail that is written now.
    resetToken = tokenIn((await mailsTo(shop, smtp, user.email)).at(-1));
    expect((await login(guarded.phone.code()).expect(200)).body.accessToken).toBeDefined();
  });

  it('do not attribute a forged token to an account', async () => {
    await profile(`${user.token.slice(0, -4)}AAAA`).expect(401);
  });

  it('have two-factor secrets re-encrypted by a job', async () => {
    const sealed = () => shop.prisma.twoFactor.findUniqueOrThrow({ where: { userId: guarded.id } });
    const old = await sealed();
    await shop.app.get(JobsService).run('two-factor-secrets');
    const anew = await sealed();
    expect(anew.secret).not.toBe(old.secret);
    await shop.app.get(JobsService).run('two-factor-secrets');
    expect((await sealed()).secret).toBe(anew.secret);
  });

  it('accept nothing older once the previous secrets are removed', async () => {
    await restart(after);
    expect((await profile(user.token).expect(401)).body.code).toBe('INVALID_TOKEN');
    expect((await refresh(user.refreshToken).expect(401)).body.code).toBe('INVALID_REFRESH_TOKEN');
    await track(made.tracking).expect(401);
    await cancel(made.cancel).expect(400);

    await profile(renewed).expect(200);
    await track(remade.tracking).expect(200);
    await cancel(remade.cancel).expect(303);
    await login(guarded.phone.code(1)).expect(200);
    const reset = { token: resetToken, email: user.email, password: 'Raichu2026' };
    await shop.http.post('/api/auth/reset-password').send(reset).expect(200);
  });
});
