import { UndoTokens } from '../src/auth/two-factor/undo-tokens.js';
import { createGuardedUser, Phone } from './factories/two-factor.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { mailsTo, tokenIn } from './support/mails-to.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const STOREFRONT = 'https://boutique.example';
const API = 'https://api.boutique.example';
const DAY_MS = 86_400_000;
const NEW_PASSWORD = 'Raichu2026';

describe('removal of a second factor without its code', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({ SMTP_URL: smtp.url, STOREFRONT_URL: STOREFRONT, API_PUBLIC_URL: API });
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
  });

  const login = ({ email }: TestUser, password: string) => shop.http.post('/api/auth/login').send({ email, password });
  const factorOf = ({ id }: TestUser) => shop.prisma.twoFactor.findUnique({ where: { userId: id } });
  const mailsOf = ({ email }: TestUser) => mailsTo(shop, smtp, email);
  const isLoggedIn = async ({ auth }: TestUser) => (await shop.http.get('/api/auth/verify').set(auth)).status === 200;
  async function enable(user: TestUser): Promise<void> {
    const { body } = await shop.http.post('/api/2fa/setup').set(user.auth).expect(200);
    const code = new Phone(body.secret as string).code();
    await shop.http.post('/api/2fa/enable').set(user.auth).send({ code }).expect(200);
  }
  async function reset(user: TestUser): Promise<void> {
    await shop.http.post('/api/auth/forgot-password').send({ email: user.email }).expect(200);
    const token = tokenIn((await mailsOf(user)).at(-1));
    const body = { token, email: user.email, password: NEW_PASSWORD };
    await shop.http.post('/api/auth/reset-password').send(body).expect(200);
  }

  describe('GET and POST /api/2fa/undo', () => {
    const undo = (token: string) => shop.http.post(`/api/2fa/undo?token=${token}`).redirects(0);
    /** An account whose factor somebody enabled, and the token of the link in the mail about it. */
    async function enabled(): Promise<{ user: TestUser; token: string }> {
      const user = await createUser(shop);
      await enable(user);
      const [mail] = await mailsOf(user);
      const link = new RegExp(`${API}/api/2fa/undo\\?token=([\\w.-]+)`);
      expect(link.exec(mail!.html)![1]).toBe(link.exec(mail!.text)![1]);
      return { user, token: link.exec(mail!.text)![1]! };
    }

    it('GET and HEAD show a page with a button and change nothing', async () => {
      const { user, token } = await enabled();
      const before = await factorOf(user);
      await shop.http.head(`/api/2fa/undo?token=${token}`).expect(200);
      const { text, headers } = await shop.http.get(`/api/2fa/undo?token=${token}`).expect(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none';style-src 'sha256-[^']+';base-uri 'none';form-action 'self' https:\/\/boutique\.example;frame-ancestors 'none'$/,
        ),
      });
      expect(text).toContain('<form method="post"><button>Retirer la double authentification</button></form>');
      expect(text).not.toContain(token);
      expect(await factorOf(user)).toEqual(before);
      expect(await isLoggedIn(user)).toBe(true);
    });

    it('POST answers 303 to the login, removes the factor, ends all sessions and mails a link for a password', async () => {
      const { user, token } = await enabled();
      const { headers } = await undo(token).type('form').send('').expect(303);
      expect(headers.location).toBe(`${STOREFRONT}/login`);
      expect(await factorOf(user)).toBeNull();
      expect(await isLoggedIn(user)).toBe(false);
      await shop.http.post('/api/auth/refresh').send({ refreshToken: user.refreshToken }).expect(401);

      const [, mail, ...more] = await mailsOf(user);
      expect(more).toEqual([]);
      expect(mail!.text).toContain(`${STOREFRONT}/reset-password?token=`);
      const body = { token: tokenIn(mail), email: user.email, password: NEW_PASSWORD };
      await shop.http.post('/api/auth/reset-password').send(body).expect(200);
      expect((await login(user, NEW_PASSWORD).expect(200)).body).toHaveProperty('accessToken');
    });

    it('POST takes the body of a form, and no body of another kind', async () => {
      const { user, token } = await enabled();
      await undo(token).type('text/plain').send('a=1').expect(415);
      await undo(token)
        .type('form')
        .send(`a=${'x'.repeat(2000)}`)
        .expect(413);
      expect(await factorOf(user)).not.toBeNull();
      await undo(token).type('form').send("a=<script>alert(1)</script>&b=' OR 1=1--").expect(303);
    });

    it('of several POSTs at once one answers 303, the others 400, and one mail goes out', async () => {
      const { user, token } = await enabled();
      const answers = await Promise.all(Array.from({ length: 5 }, () => undo(token)));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 400, 400, 400, 400]);
      expect(await mailsOf(user)).toHaveLength(2);
    });

    it('answers 400 INVALID_OR_EXPIRED_TOKEN to a used or old link, another text and none, and changes nothing', async () => {
      const { user, token } = await enabled();
      await undo(token).expect(303);
      const fresh = { ...(await createGuardedUser(shop)) };
      const enabledAt = new Date(Date.now() - 8 * DAY_MS);
      await shop.prisma.twoFactor.update({ where: { userId: fresh.id }, data: { enabledAt } });
      const old = shop.app.get(UndoTokens).seal({ userId: fresh.id, enabledAt });
      for (const wrong of [token, old, fresh.token, 'x'.repeat(5000), 'é', '']) {
        for (const method of ['get', 'post'] as const) {
          const { body } = await shop.http[method](`/api/2fa/undo?token=${encodeURIComponent(wrong)}`).expect(400);
          expect(body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
        }
      }
      expect((await shop.http.post('/api/2fa/undo').expect(400)).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
      expect(await factorOf(fresh)).not.toBeNull();
      expect(await isLoggedIn(fresh)).toBe(true);
      expect(await mailsOf(user)).toHaveLength(2);
    });

    it('a link of an earlier enabling leaves the factor that was enabled later', async () => {
      const { user, token } = await enabled();
      await shop.prisma.twoFactor.delete({ where: { userId: user.id } });
      await enable(user);
      await undo(token).expect(400);
      expect(await factorOf(user)).not.toBeNull();
    });
  });

  describe('POST /api/auth/reset-password', () => {
    it('removes a factor that was enabled before the address was verified, and says so in a mail', async () => {
      const user = await createUser(shop);
      await enable(user);
      await shop.prisma.user.update({ where: { id: user.id }, data: { isVerified: true } });
      await reset(user);
      expect(await factorOf(user)).toBeNull();
      expect((await login(user, NEW_PASSWORD).expect(200)).body).toHaveProperty('accessToken');
      expect((await mailsOf(user)).map(({ subject }) => subject)).toContain(
        'La double authentification est désactivée',
      );
    });

    it('leaves a factor that was enabled after it', async () => {
      const user = await createUser(shop, { isVerified: true });
      await enable(user);
      await reset(user);
      expect(await factorOf(user)).not.toBeNull();
      expect((await login(user, NEW_PASSWORD).expect(200)).body).toMatchObject({ requiresTwoFactor: true });
    });
  });

  describe('POST /api/admin/users/:userId/reset-2fa', () => {
    let admin: TestUser;
    beforeAll(async () => {
      admin = await createAdmin(shop);
    });
    const resetFactor = (id: string) => shop.http.post(`/api/admin/users/${id}/reset-2fa`).set(admin.auth);

    it('answers 200, removes the factor, ends all sessions, mails the owner and is in the audit log', async () => {
      const user = await createGuardedUser(shop);
      expect((await resetFactor(user.id).expect(200)).body).toEqual({ message: expect.any(String) });
      expect(await factorOf(user)).toBeNull();
      expect(await isLoggedIn(user)).toBe(false);
      expect((await login(user, user.password).expect(200)).body).toHaveProperty('accessToken');
      expect((await mailsOf(user)).map(({ subject }) => subject)).toEqual([
        'La double authentification a été retirée de votre compte',
      ]);
      const { body } = await shop.http.get(`/api/admin/audit?subjectId=${user.id}`).set(admin.auth).expect(200);
      expect(body.changes).toEqual([
        expect.objectContaining({
          action: 'user.reset-2fa',
          admin: { id: admin.id, username: admin.username },
          before: { twoFactorEnabled: true },
          after: { twoFactorEnabled: false },
        }),
      ]);
    });

    it('answers 400 2FA_NOT_ENABLED without a factor and with a pending one, and ends no session', async () => {
      const user = await createUser(shop);
      expect((await resetFactor(user.id).expect(400)).body.code).toBe('2FA_NOT_ENABLED');
      await shop.http.post('/api/2fa/setup').set(user.auth).expect(200);
      expect((await resetFactor(user.id).expect(400)).body.code).toBe('2FA_NOT_ENABLED');
      expect(await factorOf(user)).not.toBeNull();
      expect(await isLoggedIn(user)).toBe(true);
    });

    it.each(['unknown', 'é', 'a b'])('answers 404 USER_NOT_FOUND to %s', async (id) => {
      expect((await resetFactor(encodeURIComponent(id)).expect(404)).body.code).toBe('USER_NOT_FOUND');
    });

    it('of several at once one answers 200', async () => {
      const user = await createGuardedUser(shop);
      const answers = await Promise.all([resetFactor(user.id), resetFactor(user.id), resetFactor(user.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    });
  });
});
