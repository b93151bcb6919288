import { createHash } from 'node:crypto';
import bcrypt from 'bcrypt';
import { PasswordHasher } from '../src/users/password-hasher.js';
import { createUser, type TestUser } from './factories/user.js';
import { captureLog, type CapturedLog } from './support/captured-log.js';
import { mailsTo as mailsOf, tokenIn } from './support/mails-to.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const STOREFRONT = 'https://boutique.example';
const API = 'https://api.boutique.example';
const HOUR_MS = 60 * 60_000;
const NEW_PASSWORD = 'Raichu2026';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('account tokens in mails', () => {
  let smtp: SmtpMailbox;
  let shop: RunningApp;
  let log: CapturedLog;
  let client = 0;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({
      SMTP_URL: smtp.url,
      STOREFRONT_URL: STOREFRONT,
      API_PUBLIC_URL: API,
      RATE_LIMIT_ENABLED: 'true',
      TRUST_PROXY: '1',
    });
    log = captureLog(shop);
    // As real as any, only quicker: how passwords are hashed is the subject of other tests.
    jest
      .spyOn(shop.app.get(PasswordHasher, { strict: false }), 'hash')
      .mockImplementation((password) => bcrypt.hash(password, 4));
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await shop.close();
    await smtp.close();
  });
  // Failures are counted by address: each test has its own.
  beforeEach(() => {
    client++;
  });

  const post = (route: string, body?: object) =>
    shop.http.post(`/api/auth/${route}`).set('X-Forwarded-For', `192.0.2.${client}`).send(body);
  const verify = (query: string) => shop.http.get(`/api/auth/verify-email${query}`);
  const forgot = (email: string) => post('forgot-password', { email });
  const reset = (token: string, { email }: { email: string }, password = NEW_PASSWORD) =>
    post('reset-password', { token, email, password });
  const login = ({ email }: { email: string }, password: string) => post('login', { email, password });

  const mailsTo = ({ email }: { email: string }) => mailsOf(shop, smtp, email);
  /** Asks for a link and reads it in the mail. */
  async function askFor(user: TestUser): Promise<string> {
    await forgot(user.email).expect(200);
    return tokenIn((await mailsTo(user)).at(-1));
  }
  const lapse = (token: string) =>
    shop.prisma.accountToken.update({ where: { tokenHash: sha256(token) }, data: { expiresAt: new Date(0) } });
  const linksOf = ({ id }: { id: string }) => shop.prisma.accountToken.findMany({ where: { userId: id } });

  describe('POST /auth/register', () => {
    it('mails a link that verifies the address, which stands in the database as a hash alone', async () => {
      const person = { email: 'ondine+azuria@example.test', username: 'ondine', password: 'Pikachu25' };
      const { body } = await post('register', { ...person, firstName: '<b>Ondine</b>' }).expect(201);
      const [mail, ...more] = await mailsTo(person);
      expect(more).toEqual([]);
      expect(mail!.subject).toBe('Bienvenue chez BoulevardTCG : confirmez votre adresse');
      const token = tokenIn(mail);
      expect(mail!.text).toContain(`\n${API}/api/auth/verify-email?token=${token}\n`);
      for (const part of [mail!.text, mail!.html]) {
        expect(part).toContain('Bonjour,');
        expect(part).not.toMatch(/ondine(?!\+)/i);
      }

      const [row] = await linksOf(body.user);
      expect(row).toMatchObject({ purpose: 'VERIFY_EMAIL', tokenHash: sha256(token) });
      expect(Math.round((row!.expiresAt.getTime() - Date.now()) / HOUR_MS)).toBe(7 * 24);
      const tables = [await shop.prisma.accountToken.findMany(), await shop.prisma.outboxMail.findMany()];
      expect(JSON.stringify(tables)).not.toContain(token);
    });

    it('leaves neither token nor mail when it is refused', async () => {
      const user = await createUser(shop);
      const before = await shop.prisma.outboxMail.count();
      await post('register', { email: user.email, username: 'other', password: 'Pikachu25' }).expect(409);
      expect(await linksOf(user)).toEqual([]);
      expect(await shop.prisma.outboxMail.count()).toBe(before);
    });
  });

  describe('GET /auth/verify-email', () => {
    async function registered(username: string): Promise<{ id: string; token: string }> {
      const email = `${username}@example.test`;
      const { body } = await post('register', { email, username, password: 'Pikachu25' }).expect(201);
      return { id: body.user.id as string, token: tokenIn((await mailsTo({ email }))[0]) };
    }
    const isVerified = async (id: string) => (await shop.prisma.user.findUniqueOrThrow({ where: { id } })).isVerified;

    it('answers 303 to the login and verifies the account, to a person behind a mail scanner as well', async () => {
      const { id, token } = await registered('pierre');
      for (let time = 0; time < 2; time++) {
        const answer = await verify(`?token=${token}`).expect(303);
        expect(answer.headers).toMatchObject({ location: `${STOREFRONT}/login`, 'cache-control': 'no-store' });
        expect(await isVerified(id)).toBe(true);
      }
    });

    it('answers 400 INVALID_OR_EXPIRED_TOKEN to an expired link, one for a password, any other text and none', async () => {
      const { id, token } = await registered('flora');
      const user = await createUser(shop);
      const ofReset = await askFor(user);
      await lapse(token);
      const tokens = [token, ofReset, user.token, '0'.repeat(64), 'x'.repeat(5000), 'é', ''];
      for (const query of ['', ...tokens.map((one) => `?token=${encodeURIComponent(one)}`)]) {
        const { body } = await verify(query).expect(400);
        expect(body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
      }
      expect(await isVerified(id)).toBe(false);
      expect(await isVerified(user.id)).toBe(false);
    });

    it.each(['?token=a&token=b', '?token[]=a', '?token[a]=b'])('answers 400 VALIDATION_ERROR to %s', async (query) => {
      const { body } = await verify(query).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: expect.stringMatching(/^token/) }] });
    });
  });

  describe('POST /auth/forgot-password', () => {
    it('mails a link good for an hour to the storefront’s page', async () => {
      const user = await createUser(shop, { email: 'sacha+bourg@example.test', username: 'sacha-bourg' });
      const { body } = await forgot(' Sacha+Bourg@example.test ').expect(200);
      expect(body).toEqual({ message: expect.any(String), code: 'EMAIL_SENT' });
      const [mail, ...more] = await mailsTo(user);
      expect(more).toEqual([]);
      const token = tokenIn(mail);
      expect(mail!.text).toContain(
        `\n${STOREFRONT}/reset-password?token=${token}&email=sacha%2Bbourg%40example.test\n`,
      );
      const [row] = await linksOf(user);
      expect(row).toMatchObject({ purpose: 'RESET_PASSWORD', tokenHash: sha256(token) });
      expect(Math.round((row!.expiresAt.getTime() - Date.now()) / 60_000)).toBe(60);
    });

    it('answers the same to an unknown address, after as many writes, and stores nothing', async () => {
      const user = await createUser(shop);
      const [known, unknown] = [await forgot(user.email).expect(200), await forgot('nobody@example.test').expect(200)];
      expect(unknown.body).toEqual(known.body);
      const waiting = await shop.prisma.outboxMail.findMany({ where: { doneAt: null } });
      expect(waiting.map(({ kind }) => kind)).toEqual(['account.reset-password', 'account.reset-password']);
      expect(JSON.stringify(waiting)).not.toContain('nobody@');

      const links = await shop.prisma.accountToken.count();
      expect(await mailsTo({ email: 'nobody@example.test' })).toEqual([]);
      expect(await shop.prisma.accountToken.count()).toBe(links);
      expect(await shop.prisma.outboxMail.count({ where: { id: { in: waiting.map(({ id }) => id) } } })).toBe(1);
    });

    it('leaves earlier links valid after another request, until one of them is used', async () => {
      const user = await createUser(shop);
      const earlier = await askFor(user);
      await Promise.all([forgot(user.email), forgot(user.email), forgot(user.email)]);
      const tokens = (await mailsTo(user)).map(tokenIn);
      expect([tokens.length, new Set(tokens).size, tokens[0]]).toEqual([4, 4, earlier]);
      await reset(earlier, user).expect(200);
      for (const token of tokens) {
        expect((await reset(token, user).expect(400)).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
      }
      expect(await linksOf(user)).toEqual([]);
    });

    it('answers 429 to the sixth in an hour of one client IP, and lets the e-mail’s owner ask from another', async () => {
      const user = await createUser(shop);
      for (let i = 0; i < 5; i++) await forgot(i % 2 ? user.email : 'unknown@example.test').expect(200);
      const answer = await forgot(user.email).expect(429);
      expect(answer.body.code).toBe('RATE_LIMIT_EXCEEDED');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3000);
      client++;
      const before = (await mailsTo(user)).length;
      await forgot(user.email).expect(200);
      expect(await mailsTo(user)).toHaveLength(before + 1);
    });

    it('answers the same 200 without a mail beyond twenty an hour for one e-mail, from whatever client IPs', async () => {
      const user = await createUser(shop);
      const askFromElsewhere = (email: string) => {
        client++;
        return forgot(email).expect(200);
      };
      const answers = [await askFromElsewhere(user.email)];
      for (let i = 1; i < 25; i++) answers.push(await askFromElsewhere(user.email.toUpperCase()));
      expect(answers.map(({ body }) => body)).toEqual(Array(25).fill(answers[0]!.body));
      const mails = await mailsTo(user);
      expect(mails).toHaveLength(20);
      await reset(tokenIn(mails[0]), user).expect(200);
    });

    it.each([{}, { email: 'nobody' }, { email: ['a@example.test'] }])(
      'answers 400 VALIDATION_ERROR to %j',
      async (sent) => {
        const { body } = await post('forgot-password', sent).expect(400);
        expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'email' }] });
      },
    );

    it('sends no mail once the account is deleted', async () => {
      const user = await createUser(shop);
      await forgot(user.email).expect(200);
      await shop.prisma.user.delete({ where: { id: user.id } });
      expect(await mailsTo(user)).toEqual([]);
    });
  });

  describe('POST /auth/reset-password', () => {
    it('sets the password, ends all logins, verifies the address and says so in a mail', async () => {
      const [user, bystander] = [await createUser(shop), await createUser(shop)];
      const token = await askFor(user);
      const { body } = await reset(token, { email: user.email.toUpperCase() }).expect(200);
      expect(body).toEqual({ message: expect.any(String), code: 'PASSWORD_RESET_SUCCESS' });
      await post('refresh', { refreshToken: user.refreshToken }).expect(401);
      await shop.http.get('/api/auth/verify').set(bystander.auth).expect(200);
      await login(user, user.password).expect(401);
      const { body: again } = await login(user, NEW_PASSWORD).expect(200);
      expect(again.user.isVerified).toBe(true);

      const mail = (await mailsTo(user)).at(-1)!;
      expect(mail.subject).toBe('Votre mot de passe a été changé');
      expect(mail.text).toMatch(/changé le \d+ \S+ \d{4} à \d\d:\d\d \(heure de Paris\)/);
      expect(mail.text).not.toMatch(/https?:/);
      expect(mail.text).not.toMatch(/https?:/);
    });

    it('answers 400 INVALID_OR_EXPIRED_TOKEN to a used or expired link and to another e-mail, and changes nothing', async () => {
      const [user, other] = [await createUser(shop), await createUser(shop)];
      const used = await askFor(user);
      await reset(used, other).expect(400);
      await reset(used, user).expect(200);
      const expired = await askFor(user);
      await lapse(expired);
      const ofOther = await askFor(other);
      for (const token of [used, expired, ofOther, '0'.repeat(64)]) {
        const { body } = await reset(token, user, 'Another2026').expect(400);
        expect(body).toMatchObject({ code: 'INVALID_OR_EXPIRED_TOKEN', error: expect.any(String) });
      }
      await login(user, NEW_PASSWORD).expect(200);
      await login(other, other.password).expect(200);
    });

    it('answers 200 to one of several concurrent requests with one link, sets its password and sends one mail', async () => {
      const user = await createUser(shop);
      const token = await askFor(user);
      const passwords = Array.from({ length: 5 }, (_, index) => `${NEW_PASSWORD}-${index}`);
      const answers = await Promise.all(passwords.map((password) => reset(token, user, password)));
      const won = answers.findIndex(({ status }) => status === 200);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
      await login(user, passwords[won]!).expect(200);
      expect(await mailsTo(user)).toHaveLength(2);
    });

    it('leaves no session of the old password when a login runs at the same time', async () => {
      const user = await createUser(shop);
      const token = await askFor(user);
      const old = () => login(user, user.password);
      const [done, ...logins] = await Promise.all([reset(token, user), old(), old(), old(), old()]);
      expect(done.status).toBe(200);
      for (const { body } of logins.filter(({ status }) => status === 200)) {
        await post('refresh', { refreshToken: body.refreshToken }).expect(401);
      }
      expect(await shop.prisma.authSession.count({ where: { userId: user.id, endedAt: null } })).toBe(0);
    });

    it.each([
      ['token', { token: 'short' }],
      ['token', { token: ['a'.repeat(64)] }],
      ['email', { email: '' }],
      ['password', { password: 'pikachu' }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, wrong) => {
      const good = { token: 'a'.repeat(64), email: 'a@example.test', password: NEW_PASSWORD };
      const { body } = await post('reset-password', { ...good, ...wrong }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path, msg: body.error }] });
    });

    it('answers 429 after ten failures of one client IP, not to another one, and never counts malformed requests', async () => {
      const user = await createUser(shop);
      const token = await askFor(user);
      for (let i = 0; i < 12; i++) await reset('short', user).expect(400);
      const guesses = Array.from({ length: 15 }, (_, index) => reset(index.toString(16).padStart(64, '0'), user));
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 400)).toHaveLength(10);
      const { body } = await reset(token, user).expect(429);
      expect(body.code).toBe('RATE_LIMIT_EXCEEDED');
      client++;
      await reset(token, user).expect(200);
    });
  });

  describe('PUT /users/change-password', () => {
    it('mails the account’s owner and invalidates reset links', async () => {
      const user = await createUser(shop);
      const token = await askFor(user);
      const body = { currentPassword: user.password, newPassword: NEW_PASSWORD };
      await shop.http.put('/api/users/change-password').set(user.auth).send(body).expect(200);
      expect((await mailsTo(user)).at(-1)!.subject).toBe('Votre mot de passe a été changé');
      await reset(token, user).expect(400);
    });
  });

  it('tokens and addresses never appear in the log', () => {
    expect(log.requests().length).toBeGreaterThan(50);
    const tokens = smtp.mails.flatMap(({ text }) => /token=([0-9a-f]{64})/.exec(text)?.[1] ?? []);
    expect(tokens.length).toBeGreaterThan(5);
    const logged = log.lines.join('\n');
    expect([...tokens, '@example.test', '%40example.test'].filter((secret) => logged.includes(secret))).toEqual([]);
  });
});
