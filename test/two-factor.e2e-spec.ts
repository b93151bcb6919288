import { AuthSessionsService } from '../src/auth/sessions/auth-sessions.service.js';
import { recoveryCodeHash } from '../src/auth/two-factor/recovery-codes.js';
import sharp from 'sharp';
import { createGuardedUser, Phone } from './factories/two-factor.js';
import { createUser, type TestUser } from './factories/user.js';
import { mailsTo } from './support/mails-to.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('two-factor', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({ SMTP_URL: smtp.url });
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
  });

  const post = (route: string, user: TestUser, body?: object) =>
    shop.http.post(`/api/2fa/${route}`).set(user.auth).send(body);
  const login = (user: TestUser) =>
    shop.http.post('/api/auth/login').send({ email: user.email, password: user.password });
  const isOn = async (user: TestUser): Promise<unknown> =>
    (await shop.http.get('/api/2fa/status').set(user.auth).expect(200)).body.twoFactorEnabled;
  const rowOf = (user: TestUser) =>
    shop.prisma.twoFactor.findUnique({ where: { userId: user.id }, include: { recoveryCodes: true } });
  const refused = async (code: string, request: ReturnType<typeof post>, status = 400) =>
    expect((await request.expect(status)).body).toMatchObject({ code, error: expect.any(String) });

  async function setUp(user: TestUser): Promise<Phone> {
    const { body } = await post('setup', user).expect(200);
    return new Phone(body.secret as string);
  }

  const mailsOf = ({ email }: TestUser) => mailsTo(shop, smtp, email);

  it.each([
    ['get', 'status'],
    ['post', 'setup'],
    ['post', 'enable'],
    ['post', 'disable'],
  ] as const)('%s /2fa/%s answers 401 without a token and with a refresh token', async (method, route) => {
    const user = await createUser(shop);
    const without = await shop.http[method](`/api/2fa/${route}`).expect(401);
    expect(without.body.code).toBe('ACCESS_TOKEN_REQUIRED');
    const refresh = await shop.http[method](`/api/2fa/${route}`).auth(user.refreshToken, { type: 'bearer' });
    expect(refresh).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
  });

  describe('POST /2fa/setup', () => {
    it('answers a secret and its QR code without body or content type, and waits to be enabled', async () => {
      const user = await createUser(shop);
      const { body } = await shop.http.post('/api/2fa/setup').set(user.auth).expect(200);
      expect(body).toEqual({
        secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
        qrCode: expect.stringMatching(/^data:image\/png;base64,/),
        message: expect.any(String),
      });
      const png = Buffer.from((body.qrCode as string).split(',')[1]!, 'base64');
      const { format, width, height } = await sharp(png).metadata();
      expect({ format, isSquare: width === height }).toEqual({ format: 'png', isSquare: true });
      expect(await isOn(user)).toBe(false);
      expect((await login(user).expect(200)).body).toHaveProperty('accessToken');
    });

    it('keeps the secret encrypted', async () => {
      const user = await createUser(shop);
      const { secret } = await setUp(user);
      const row = await rowOf(user);
      expect(row).toMatchObject({ secret: expect.stringMatching(/^v1\./), enabledAt: null, lastStep: null });
      expect(JSON.stringify(row)).not.toContain(secret);
    });

    it('again puts a new secret in the place of the pending one', async () => {
      const user = await createUser(shop);
      const [old, current] = [await setUp(user), await setUp(user)];
      expect(current.secret).not.toBe(old.secret);
      await refused('INVALID_CODE', post('enable', user, { code: old.code() }));
      await post('enable', user, { code: current.code() }).expect(200);
    });

    it('leaves one working secret after concurrent requests', async () => {
      const user = await createUser(shop);
      const phones = await Promise.all([setUp(user), setUp(user), setUp(user)]);
      const answers = [];
      for (const phone of phones) answers.push(await post('enable', user, { code: phone.code() }));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('answers 400 2FA_ALREADY_ENABLED once it is on, and leaves the secret alone', async () => {
      const user = await createGuardedUser(shop);
      const before = await rowOf(user);
      await refused('2FA_ALREADY_ENABLED', post('setup', user));
      expect(await rowOf(user)).toEqual(before);
    });
  });

  describe('POST /2fa/enable', () => {
    it('answers ten recovery codes, which are kept as hashes, and is on', async () => {
      const user = await createUser(shop);
      const phone = await setUp(user);
      const { body } = await post('enable', user, { code: phone.code() }).expect(200);
      expect(body).toEqual({ message: expect.any(String), twoFactorEnabled: true, recoveryCodes: expect.any(Array) });
      const codes = body.recoveryCodes as string[];
      expect(new Set(codes).size).toBe(10);
      const row = await rowOf(user);
      const hashes = row!.recoveryCodes.map(({ codeHash }) => codeHash);
      expect(hashes.sort()).toEqual(codes.map((code) => recoveryCodeHash(user.id, code)!).sort());
      expect(await isOn(user)).toBe(true);
    });

    it('takes the code with a blank in it, as apps show it', async () => {
      const user = await createUser(shop);
      const code = (await setUp(user)).code();
      await post('enable', user, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` }).expect(200);
    });

    it('ends the account’s other sessions, keeps this one, and leaves other accounts alone', async () => {
      const [user, bystander] = [await createUser(shop), await createUser(shop)];
      const { body: other } = await login(user).expect(200);
      const phone = await setUp(user);
      await post('enable', user, { code: phone.code() }).expect(200);
      await shop.http.get('/api/auth/verify').set(user.auth).expect(200);
      await shop.http.get('/api/auth/verify').set(bystander.auth).expect(200);
      await shop.http
        .get('/api/auth/verify')
        .auth(other.accessToken as string, { type: 'bearer' })
        .expect(401);
      await shop.http.post('/api/auth/refresh').send({ refreshToken: other.refreshToken }).expect(401);
      await shop.http.post('/api/auth/refresh').send({ refreshToken: user.refreshToken }).expect(200);
    });

    it('tells the owner in one mail', async () => {
      const user = await createUser(shop, { isVerified: true });
      const phone = await setUp(user);
      await post('enable', user, { code: phone.code() }).expect(200);
      const mails = await mailsOf(user);
      expect(mails.map(({ subject }) => subject)).toEqual(['La double authentification est activée']);
      for (const part of [mails[0]!.text, mails[0]!.html]) {
        expect(part).toContain('Bonjour Sacha,');
        expect(part).toContain('a été activée');
        expect(part).not.toContain(phone.secret);
      }
    });

    it.each([undefined, {}, { code: '' }, { code: '   ' }, { code: null }])(
      'answers 400 CODE_REQUIRED to %j',
      async (body) => {
        await refused('CODE_REQUIRED', post('enable', await createUser(shop), body));
      },
    );

    it.each([{ code: 123456 }, { code: ['123456'] }, { code: { not: '' } }, { code: '1'.repeat(101) }])(
      'answers 400 VALIDATION_ERROR to %j',
      async (body) => {
        const answer = await post('enable', await createUser(shop), body).expect(400);
        expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'code' }] });
      },
    );

    it('answers 400 2FA_NOT_CONFIGURED before a setup', async () => {
      await refused('2FA_NOT_CONFIGURED', post('enable', await createUser(shop), { code: '123456' }));
    });

    it('answers 400 2FA_ALREADY_ENABLED once it is on, to a right code and a wrong one', async () => {
      const user = await createGuardedUser(shop);
      await refused('2FA_ALREADY_ENABLED', post('enable', user, { code: user.phone.code() }));
      await refused('2FA_ALREADY_ENABLED', post('enable', user, { code: user.phone.wrongCode() }));
    });

    it('answers 400 INVALID_CODE to a wrong, an old and a strange one, and stays off', async () => {
      const user = await createUser(shop);
      const phone = await setUp(user);
      for (const code of [phone.wrongCode(), phone.code(-3), phone.code(3), '１２３４５６', 'ééé', 'a'.repeat(6)]) {
        await refused('INVALID_CODE', post('enable', user, { code }));
      }
      expect(await isOn(user)).toBe(false);
    });

    it('answers 200 to one of several concurrent requests: one set of recovery codes, one mail', async () => {
      for (let round = 0; round < 3; round++) {
        const user = await createUser(shop);
        const code = (await setUp(user)).code();
        const answers = await Promise.all(Array.from({ length: 5 }, () => post('enable', user, { code })));
        const [won, ...others] = answers.toSorted((a, b) => a.status - b.status);
        expect(won!.status).toBe(200);
        expect(others.map(({ body }) => body.code as unknown)).toEqual(Array(4).fill('2FA_ALREADY_ENABLED'));
        const expected = (won!.body.recoveryCodes as string[]).map((one) => recoveryCodeHash(user.id, one)!);
        const row = await rowOf(user);
        expect(row!.recoveryCodes.map(({ codeHash }) => codeHash).sort()).toEqual(expected.sort());
        expect(await shop.prisma.outboxMail.count({ where: { subjectId: user.id } })).toBe(1);
      }
    });

    it('answers 401 INVALID_TOKEN when its own login is ended meanwhile, and stays off', async () => {
      const user = await createUser(shop);
      const code = (await setUp(user)).code();
      const logins = shop.app.get(AuthSessionsService);
      const endOthers = logins.endOthers.bind(logins);
      const spy = jest.spyOn(logins, 'endOthers').mockImplementationOnce(async (tx, userId, loginId) => {
        await tx.authSession.updateMany({ where: { userId }, data: { endedAt: new Date() } });
        return endOthers(tx, userId, loginId);
      });
      await refused('INVALID_TOKEN', post('enable', user, { code }), 401);
      spy.mockRestore();
      expect(await rowOf(user)).toMatchObject({ enabledAt: null, recoveryCodes: [] });
    });
  });

  describe('POST /2fa/disable', () => {
    it.each(['a code', 'a recovery code'])(
      'with %s and the password turns it off and forgets everything',
      async (kind) => {
        const user = await createGuardedUser(shop);
        const code = kind === 'a code' ? user.phone.code() : user.recoveryCodes[3]!;
        const { body } = await post('disable', user, { code, password: user.password }).expect(200);
        expect(body).toEqual({ message: expect.any(String), twoFactorEnabled: false });
        expect(await rowOf(user)).toBeNull();
        expect(await shop.prisma.recoveryCode.count({ where: { userId: user.id } })).toBe(0);
        expect(await isOn(user)).toBe(false);
        expect((await login(user).expect(200)).body).toHaveProperty('accessToken');
        expect((await mailsOf(user)).map(({ subject }) => subject)).toEqual([
          'La double authentification est désactivée',
        ]);
      },
    );

    it('can be set up again at once, with a new secret and one more mail', async () => {
      const user = await createGuardedUser(shop);
      await post('disable', user, { code: user.phone.code(), password: user.password }).expect(200);
      const phone = await setUp(user);
      const { body } = await post('enable', user, { code: phone.code() }).expect(200);
      expect(body.recoveryCodes).not.toContain(user.recoveryCodes[0]);
      await refused('INVALID_CODE', post('disable', user, { code: user.recoveryCodes[0], password: user.password }));
      await post('disable', user, { code: body.recoveryCodes[0], password: user.password }).expect(200);
      expect(await mailsOf(user)).toHaveLength(3);
    });

    it.each([undefined, {}, { code: '123456' }, { password: 'Pikachu25' }, { code: '', password: '' }])(
      'answers 400 CREDENTIALS_REQUIRED to %j',
      async (body) => {
        await refused('CREDENTIALS_REQUIRED', post('disable', await createGuardedUser(shop), body));
      },
    );

    it.each([
      ['code', { code: 123456, password: 'Pikachu25' }],
      ['password', { code: '123456', password: 12345678 }],
      ['password', { code: '123456', password: { not: '' } }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, body) => {
      const answer = await post('disable', await createGuardedUser(shop), body).expect(400);
      expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    });

    it('answers 400 2FA_NOT_ENABLED while it is off or pending', async () => {
      const user = await createUser(shop);
      await refused('2FA_NOT_ENABLED', post('disable', user, { code: '123456', password: user.password }));
      const phone = await setUp(user);
      await refused('2FA_NOT_ENABLED', post('disable', user, { code: phone.code(), password: user.password }));
    });

    it('answers 401 INVALID_PASSWORD to a wrong password, whatever the code, and uses none up', async () => {
      const user = await createGuardedUser(shop);
      for (const code of [user.phone.code(), user.phone.wrongCode(), user.recoveryCodes[0]]) {
        await refused('INVALID_PASSWORD', post('disable', user, { code, password: 'Raichu2026' }), 401);
      }
      expect(await rowOf(user)).toMatchObject({ lastStep: null, recoveryCodes: { length: 10 } });
      expect(await isOn(user)).toBe(true);
    });

    it('answers 400 INVALID_CODE to a wrong code or another user’s code, and stays on', async () => {
      const [user, other] = [await createGuardedUser(shop), await createGuardedUser(shop)];
      for (const code of [user.phone.wrongCode(), other.recoveryCodes[0], '１２３４５６', 'é'.repeat(6)]) {
        await refused('INVALID_CODE', post('disable', user, { code, password: user.password }));
      }
      expect(await isOn(user)).toBe(true);
    });

    it('answers 200 to one of several concurrent requests, 400 2FA_NOT_ENABLED to the others', async () => {
      const user = await createGuardedUser(shop);
      const codes = [user.phone.code(), user.recoveryCodes[0], user.recoveryCodes[1]];
      const answers = await Promise.all(codes.map((code) => post('disable', user, { code, password: user.password })));
      expect(answers.map(({ status, body }) => (status === 200 ? 200 : (body.code as unknown))).sort()).toEqual([
        200,
        '2FA_NOT_ENABLED',
        '2FA_NOT_ENABLED',
      ]);
      expect(await shop.prisma.outboxMail.count({ where: { subjectId: user.id } })).toBe(1);
    });
  });

  it('the profile shows nothing of it', async () => {
    const user = await createGuardedUser(shop);
    const { secret } = (await rowOf(user))!;
    const { text } = await shop.http.get('/api/users/profile').set(user.auth).expect(200);
    for (const hidden of [secret, user.phone.secret, 'secret', 'recovery']) expect(text).not.toContain(hidden);
  });
});
