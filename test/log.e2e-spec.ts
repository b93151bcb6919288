import { openSession } from './factories/cart.js';
import { Phone } from './factories/two-factor.js';
import { captureLog, type CapturedLog } from './support/captured-log.js';
import { paySession, signedWebhook } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const sacha = { email: 'sacha.ketchum@bourg-palette.example', username: 'sacha', password: 'Hunter2Hunter2' };
const secretBio = 'ma bio très personnelle';

describe('the log', () => {
  let shop: RunningApp;
  let log: CapturedLog;
  const secrets = [
    sacha.email,
    sacha.password,
    secretBio,
    'Camille Durand',
    '12 rue des Lilas',
    'camille@example.test',
  ];
  let userId: string;

  beforeAll(async () => {
    shop = await startApp();
    log = captureLog(shop);

    const post = (path: string, body: object) => shop.http.post(`/api/${path}`).send(body);
    await post('auth/register', sacha).expect(201);
    await post('auth/register', sacha).expect(409);
    await post('auth/login', { email: sacha.email, password: 'Wrong1Wrong1' }).expect(401);
    const { body: login } = await post('auth/login', sacha).expect(200);
    const { body: rotated } = await post('auth/refresh', { refreshToken: login.refreshToken, rotate: true }).expect(
      200,
    );
    const user = { Authorization: `Bearer ${login.accessToken}` };
    userId = login.user.id as string;
    secrets.push('Wrong1Wrong1', login.accessToken, login.refreshToken, rotated.accessToken, rotated.refreshToken);

    await shop.http.get('/api/users/profile').set(user).expect(200);
    await shop.http.get('/api/users/profile').set('Authorization', 'Bearer made.up.token').expect(401);
    await shop.http.put('/api/users/profile').set(user).send({ bio: secretBio }).expect(200);
    await shop.http.get('/api/products?search=secret-search&category=secret-token').expect(200);
    await shop.http.get('/api/nothing/secret_42/x').expect(404);
    await shop.http.options('/api/orders').set('Origin', 'http://localhost:5173').expect(204);
    await shop.http.post('/api/auth/login').type('text/plain').send('secret-text').expect(415);
    await shop.http.post('/api/auth/login').type('json').send('{"secret-json').expect(400);
    await shop.http.put('/api/users/profile').set(user).send({ bio: '<script>secret()</script>' }).expect(400);
    secrets.push('made.up.token', 'secret');

    const { body: setup } = await shop.http.post('/api/2fa/setup').set(user).expect(200);
    const code = new Phone(setup.secret as string).code();
    const { body: enabled } = await shop.http.post('/api/2fa/enable').set(user).send({ code }).expect(200);
    const [recoveryCode, unused] = enabled.recoveryCodes as [string, string];
    await post('auth/login', { ...sacha, twoFactorCode: recoveryCode }).expect(200);
    await post('auth/login', { ...sacha, twoFactorCode: recoveryCode }).expect(401);
    await shop.http.post('/api/2fa/disable').set(user).send({ code, password: sacha.password }).expect(400);
    const sealed = await shop.prisma.twoFactor.findUniqueOrThrow({ where: { userId } });
    secrets.push(setup.secret, code, recoveryCode, unused, sealed.secret);

    const { sessionId } = await openSession(shop, { user: { auth: user } as never });
    await paySession(shop, sessionId);
    await signedWebhook(shop, { id: 'evt_1', object: 'event', type: 'x', data: { object: {} } }).expect(200);
    await shop.http
      .post('/api/checkout/webhook')
      .set({ 'Stripe-Signature': 't=1,v1=abcdef0123', 'Content-Type': 'application/json' })
      .send('{}')
      .expect(400);
    secrets.push('abcdef0123', 'v1=');

    // From here on the database is broken, and every failure quotes what was asked of it.
    await shop.prisma.$executeRawUnsafe('ALTER TABLE "Profile" RENAME TO "ProfileGone"');
    await post('auth/register', { ...sacha, email: 'ondine@azuria.example', username: 'ondine' }).expect(500);
    await shop.http.put('/api/users/profile/extended').set(user).send({ city: 'Azuria-sur-Mer' }).expect(500);
    secrets.push('ondine', 'Azuria');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }, 60_000);
  afterAll(() => shop.close());

  it('holds no password, token, signature, e-mail, body or query', () => {
    const all = log.lines.join('');
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/eyJ[\w-]+\./);
    expect(all).not.toMatch(/[\w.]@\w/);
  });

  it('has one line a request, with its route and who it was, refused ones included', () => {
    const requests = log.requests();
    const ids = requests.map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(ids.length);
    const seen = requests.map(({ method, route, status }) => `${String(method)} ${String(route)} ${String(status)}`);
    expect(seen).toEqual(
      expect.arrayContaining([
        'POST /api/auth/register 201',
        'POST /api/auth/register 409',
        'POST /api/auth/login 401',
        'POST /api/auth/login 200',
        'POST /api/auth/login 415',
        'POST /api/auth/login 400',
        'GET /api/users/profile 200',
        'GET /api/users/profile 401',
        'PUT /api/users/profile 400',
        'GET /api/products 200',
        'GET /api/nothing/*/x 404',
        'OPTIONS /api/orders 204',
        'POST /api/checkout/create-session 201',
        'POST /api/checkout/webhook 200',
        'POST /api/checkout/webhook 400',
        'POST /api/auth/register 500',
      ]),
    );
    for (const line of requests) {
      expect(Object.keys(line).sort()).toEqual(
        [
          'level',
          'method',
          'ms',
          'msg',
          'requestId',
          'route',
          'status',
          'time',
          ...(line.userId ? ['userId'] : []),
        ].sort(),
      );
    }
    expect(requests.find(({ route, status }) => route === '/api/users/profile' && status === 200)).toMatchObject({
      userId,
    });
  });

  it('tells of an unforeseen error what it was and where, and to which request it belongs', () => {
    const errors = log.lines.map((line) => JSON.parse(line) as Logged).filter(({ msg }) => msg === 'Unforeseen error');
    expect(errors.length).toBeGreaterThanOrEqual(2);
    for (const { err, requestId } of errors) {
      expect(err).toMatchObject({ type: expect.stringMatching(/^Prisma/), stack: expect.stringMatching(/^\s+at /) });
      expect(log.requests().find((line) => line.requestId === requestId)).toMatchObject({ status: 500 });
    }
  });
});

interface Logged {
  msg: string;
  requestId: string;
  err: object;
}
