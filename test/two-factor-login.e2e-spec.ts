import { SecondFactorService } from '../src/auth/two-factor/second-factor.service.js';
import { createGuardedUser, Phone, type GuardedUser } from './factories/two-factor.js';
import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const NO_TOKENS = { status: 401, body: { code: 'INVALID_2FA_CODE' } };

describe('logging in with two-factor', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_LOGIN_ATTEMPTS: '1000' });
  });
  afterAll(() => shop.close());

  const login = (user: TestUser, twoFactorCode?: unknown, password = user.password) =>
    shop.http.post('/api/auth/login').send({ email: user.email, password, twoFactorCode });
  const disable = (user: TestUser, code: string, password = user.password) =>
    shop.http.post('/api/2fa/disable').set(user.auth).send({ code, password });
  const loginsOf = ({ id }: TestUser) => shop.prisma.authSession.count({ where: { userId: id } });
  const lastStepOf = async ({ id }: TestUser) =>
    (await shop.prisma.twoFactor.findUniqueOrThrow({ where: { userId: id } })).lastStep;
  const codesOf = (answers: { body: { code?: unknown; accessToken?: unknown } }[]) =>
    answers.map(({ body }) => (body.accessToken ? 'tokens' : body.code)).sort();

  /** Lets the current code be used again, as if half a minute had passed. */
  const timePasses = ({ id }: TestUser) =>
    shop.prisma.twoFactor.update({ where: { userId: id }, data: { lastStep: null } });

  describe('POST /auth/login', () => {
    it.each([undefined, null, '', '  '])('with the code %j asks for one, and answers no tokens', async (code) => {
      const user = await createGuardedUser(shop);
      const { body } = await login(user, code).expect(200);
      expect(body).toEqual({ requiresTwoFactor: true, message: expect.any(String), email: user.email });
      expect(await loginsOf(user)).toBe(1);
    });

    it('answers tokens to password and code', async () => {
      const user = await createGuardedUser(shop);
      const { body } = await login(user, user.phone.code()).expect(200);
      expect(body).toMatchObject({ user: { id: user.id }, refreshToken: expect.any(String) });
      expect(JSON.stringify(body)).not.toMatch(/twoFactor|secret|recovery/i);
      await shop.http
        .get('/api/auth/verify')
        .auth(body.accessToken as string, { type: 'bearer' })
        .expect(200);
    });

    it('takes the code of the next step, and then none of an earlier one', async () => {
      const user = await createGuardedUser(shop);
      const [now, next] = [user.phone.code(), user.phone.code(1)];
      await login(user, next).expect(200);
      expect(await login(user, now)).toMatchObject(NO_TOKENS);
    });

    it('answers 401 INVALID_2FA_CODE to wrong, strange and used ones, and opens nothing', async () => {
      const user = await createGuardedUser(shop);
      for (const code of [user.phone.wrongCode(), '１２３４５６', 'éééééé']) {
        expect(await login(user, code)).toMatchObject(NO_TOKENS);
      }
      const code = user.phone.code();
      await login(user, code).expect(200);
      expect(await login(user, code)).toMatchObject(NO_TOKENS);
      expect(await loginsOf(user)).toBe(2);
    });

    it('answers 401 INVALID_2FA_CODE to the code that enabled it', async () => {
      const user = await createUser(shop);
      const { body } = await shop.http.post('/api/2fa/setup').set(user.auth).expect(200);
      const code = new Phone(body.secret as string).code();
      await shop.http.post('/api/2fa/enable').set(user.auth).send({ code }).expect(200);
      expect(await login(user, code)).toMatchObject(NO_TOKENS);
    });

    it('answers 401 INVALID_CREDENTIALS to a wrong password, whatever the code, and uses none up', async () => {
      const user = await createGuardedUser(shop);
      for (const code of [undefined, user.phone.code(), user.phone.wrongCode(), user.recoveryCodes[0]]) {
        const { body } = await login(user, code, 'Raichu2026').expect(401);
        expect(body.code).toBe('INVALID_CREDENTIALS');
      }
      expect(await lastStepOf(user)).toBeNull();
      await login(user, user.recoveryCodes[0]).expect(200);
    });

    it('answers tokens to exactly one of ten concurrent logins with the same code', async () => {
      for (let round = 0; round < 2; round++) {
        const user = await createGuardedUser(shop);
        const code = user.phone.code();
        const answers = codesOf(await Promise.all(Array.from({ length: 10 }, () => login(user, code))));
        expect(answers.filter((one) => one === 'tokens')).toHaveLength(1);
        // Five may fail; those that started while the good one was not yet decided are refused as if it had failed.
        const wrong = answers.filter((one) => one === 'INVALID_2FA_CODE').length;
        expect([4, 5]).toContain(wrong);
        expect(await loginsOf(user)).toBe(2);
      }
    });

    it('takes a recovery code in its place, once, in any spelling', async () => {
      const user = await createGuardedUser(shop);
      const [first, second] = user.recoveryCodes as [string, string];
      await login(user, first).expect(200);
      expect(await login(user, first)).toMatchObject(NO_TOKENS);
      await login(user, ` ${second.toUpperCase().replaceAll('-', ' ')} `).expect(200);
      expect(await shop.prisma.recoveryCode.count({ where: { userId: user.id } })).toBe(8);
    });

    it('answers tokens to exactly one of several concurrent logins with the same recovery code', async () => {
      const user = await createGuardedUser(shop);
      const answers = await Promise.all(Array.from({ length: 5 }, () => login(user, user.recoveryCodes[4])));
      expect(codesOf(answers)).toEqual([...(Array(4).fill('INVALID_2FA_CODE') as string[]), 'tokens']);
      expect(await shop.prisma.recoveryCode.count({ where: { userId: user.id } })).toBe(9);
    });

    it('asks for a code where two-factor is turned on while the login is under way', async () => {
      const user = await createUser(shop);
      const { body } = await shop.http.post('/api/2fa/setup').set(user.auth).expect(200);
      const code = new Phone(body.secret as string).code();
      const secondFactor = shop.app.get(SecondFactorService);
      // The password is right and nobody asks for a code: then somebody does, before the login is opened.
      const spy = jest.spyOn(secondFactor, 'isOn').mockImplementationOnce(async () => {
        await shop.http.post('/api/2fa/enable').set(user.auth).send({ code }).expect(200);
        return false;
      });
      const answer = await login(user, code).expect(200);
      spy.mockRestore();
      expect(answer.body).toMatchObject({ requiresTwoFactor: true });
      expect(await loginsOf(user)).toBe(1);
    });

    it('with a secret that can’t be read any more takes recovery codes alone', async () => {
      const [user, other] = [await createGuardedUser(shop), await createGuardedUser(shop)];
      // Sealed for another user: as unreadable as under another key.
      const { secret } = await shop.prisma.twoFactor.findUniqueOrThrow({ where: { userId: other.id } });
      await shop.prisma.twoFactor.update({ where: { userId: user.id }, data: { secret } });
      expect(await login(user, user.phone.code())).toMatchObject(NO_TOKENS);
      expect(await login(user, other.phone.code())).toMatchObject(NO_TOKENS);
      await login(user, user.recoveryCodes[0]).expect(200);
    });
  });

  describe('a code works once, on any route', () => {
    it('at a login: not to disable', async () => {
      const user = await createGuardedUser(shop);
      const code = user.phone.code();
      await login(user, code).expect(200);
      expect(await disable(user, code)).toMatchObject({ status: 400, body: { code: 'INVALID_CODE' } });
      await login(user, user.recoveryCodes[0]).expect(200);
      expect(await disable(user, user.recoveryCodes[0]!)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_CODE' },
      });
    });

    it('for a login and to disable at once: the login, or both because nobody asks for a code any more', async () => {
      for (let round = 0; round < 3; round++) {
        const user = await createGuardedUser(shop);
        const code = user.phone.code();
        const [entered, disabled] = await Promise.all([login(user, code), disable(user, code)]);
        expect([entered.status, disabled.status]).toEqual([200, disabled.status === 200 ? 200 : 400]);
      }
    });
  });

  describe('wrong codes', () => {
    const fail = async (user: GuardedUser, times: number) => {
      for (let i = 0; i < times; i++) expect(await login(user, user.phone.wrongCode())).toMatchObject(NO_TOKENS);
    };

    it('are counted by account, at logins and to disable together: the sixth try is 429, even with a right code', async () => {
      const [user, other] = [await createGuardedUser(shop), await createGuardedUser(shop)];
      await fail(user, 3);
      for (let i = 0; i < 2; i++) await disable(user, user.phone.wrongCode()).expect(400);
      for (const refused of [await login(user, user.phone.code()), await disable(user, user.recoveryCodes[0]!)]) {
        expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMIT_EXCEEDED' } });
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      }
      expect(await lastStepOf(user)).toBeNull();
      // Asking for the code is no try.
      expect((await login(user).expect(200)).body).toMatchObject({ requiresTwoFactor: true });
      await login(other, other.phone.code()).expect(200);
    });

    it('are counted when it is enabled, too', async () => {
      const user = await createUser(shop);
      const enable = (code: string) => shop.http.post('/api/2fa/enable').set(user.auth).send({ code });
      const { body } = await shop.http.post('/api/2fa/setup').set(user.auth).expect(200);
      const phone = new Phone(body.secret as string);
      for (let i = 0; i < 5; i++) await enable(phone.wrongCode()).expect(400);
      await enable(phone.code()).expect(429);
      // Nobody asks for a code yet, so a login has none to get wrong.
      await login(user, '123456').expect(200);
    });

    it('of somebody without the password are none: the owner gets in', async () => {
      const user = await createGuardedUser(shop);
      for (let i = 0; i < 4; i++) {
        await login(user, user.phone.wrongCode(), 'Raichu2026').expect(401);
        await disable(user, user.phone.wrongCode(), 'Raichu2026').expect(401);
      }
      await login(user, user.phone.code()).expect(200);
    });

    it('are not counted where they are right: an owner may log in as often as there are codes', async () => {
      const user = await createGuardedUser(shop);
      for (let i = 0; i < 7; i++) {
        await login(user, user.phone.code()).expect(200);
        await timePasses(user);
      }
    });

    it('at once are no more than one after the other', async () => {
      const user = await createGuardedUser(shop);
      const wrong = user.phone.wrongCode();
      const answers = codesOf(await Promise.all(Array.from({ length: 9 }, () => login(user, wrong))));
      expect(answers.filter((code) => code === 'INVALID_2FA_CODE')).toHaveLength(5);
      expect(answers.filter((code) => code === 'RATE_LIMIT_EXCEEDED')).toHaveLength(4);
    });
  });
});
