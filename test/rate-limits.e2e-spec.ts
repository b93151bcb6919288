import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const ORIGIN = 'http://localhost:5173';
const METRICS_TOKEN = 'fK3vT9mQx4LrW7nBc2JdY5sHf8GpA1uE';
const scraper = { Authorization: `Bearer ${METRICS_TOKEN}` };

let shop: RunningApp;
const from = (clientIp: string, headers: object = {}) => ({ 'X-Forwarded-For': clientIp, Origin: ORIGIN, ...headers });

describe('the general limit, by account or client IP', () => {
  beforeAll(async () => {
    shop = await startApp({
      RATE_LIMIT_ENABLED: 'true',
      METRICS_TOKEN,
      RATE_LIMIT_GENERAL: '30',
      RATE_LIMIT_GENERAL_IP: '100',
      TRUST_PROXY: '1',
    });
  });
  afterAll(() => shop.close());

  it('answers 429 RATE_LIMIT_EXCEEDED with Retry-After and X-RateLimit headers, readable by the storefront', async () => {
    for (let i = 0; i < 30; i++) await shop.http.get('/api/trade/nothing').set(from('192.0.2.1')).expect(404);
    const { body, headers } = await shop.http.get('/api/products').set(from('192.0.2.1')).expect(429);
    expect(body.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(headers['retry-after'])).toBeGreaterThan(800);
    expect(headers).toMatchObject({ 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '0' });
    expect(headers['x-ratelimit-reset']).toBe(headers['retry-after']);
    expect(headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(headers['access-control-expose-headers']).toContain('Retry-After,X-RateLimit-Limit');
  });

  it('says on each answer how many are left, on cached ones too', async () => {
    const left = [];
    for (let i = 0; i < 3; i++) {
      const { headers } = await shop.http.get('/api/products').set(from('192.0.2.3')).expect(200);
      expect(headers['x-ratelimit-limit']).toBe('30');
      expect(Number(headers['x-ratelimit-reset'])).toBeGreaterThan(800);
      left.push(headers['x-ratelimit-remaining']);
    }
    expect(left).toEqual(['29', '28', '27']);
  });

  it('counts another client IP, an account and the exempt routes apart', async () => {
    const { auth } = await createUser(shop);
    await shop.http.get('/api/products').set(from('192.0.2.2')).expect(200);
    await shop.http.get('/api/users/profile').set(from('192.0.2.1', auth)).expect(200);
    for (const path of ['/api/health', '/api/health/ready', '/api/metrics', '/API/health/']) {
      const { headers } = await shop.http.get(path).set(from('192.0.2.1', scraper)).expect(200);
      expect(headers).not.toHaveProperty('x-ratelimit-limit');
    }
    await shop.http.post('/api/checkout/webhook').set(from('192.0.2.1')).type('json').send('{}').expect(400);
  });

  it('counts what carries a made-up token for the client IP, before anything else looks at the token', async () => {
    const { token } = await createUser(shop);
    const forged = { Authorization: `Bearer ${token.slice(0, -4)}AAAA` };
    for (let i = 0; i < 30; i++) await shop.http.get('/api/users/profile').set(from('192.0.2.4', forged)).expect(401);
    await shop.http.get('/api/users/profile').set(from('192.0.2.4', forged)).expect(429);
  });

  it('counts an IPv6 home as one', async () => {
    for (let i = 0; i < 30; i++)
      await shop.http
        .get('/api/trade/nothing')
        .set(from(`2001:db8::${i}`))
        .expect(404);
    await shop.http.get('/api/products').set(from('2001:db8::ffff')).expect(429);
  });

  it('gives several accounts behind one client IP no more than RATE_LIMIT_GENERAL_IP together', async () => {
    const users = await Promise.all(Array.from({ length: 5 }, () => createUser(shop)));
    const statuses = [];
    for (let i = 0; i < 125; i++) {
      const { auth } = users[i % 5]!;
      statuses.push((await shop.http.get('/api/users/profile').set(from('192.0.2.5', auth))).status);
    }
    expect(statuses).toEqual([...Array<number>(100).fill(200), ...Array<number>(25).fill(429)]);
    await shop.http.get('/api/users/profile').set(from('192.0.2.6', users[0]!.auth)).expect(200);
  });
});

describe('the flood limit, by client IP', () => {
  const LIMIT = 5;
  let client = 0;
  beforeAll(async () => {
    shop = await startApp({
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_GENERAL_IP: String(LIMIT),
      TRUST_PROXY: '1',
      METRICS_TOKEN,
    });
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    client++;
  });

  const ask = (method: 'get' | 'post', path: string) => shop.http[method](path).set(from(`192.0.2.${client}`));

  it.each([
    ['pictures', 404, () => ask('get', '/uploads/0123456789abcdef.png')],
    ['unknown paths', 404, () => ask('get', '/wp-login.php')],
    ['POST to a static path', 404, () => ask('post', '/uploads/a.png').send({})],
    ['other methods on the health check', 404, () => ask('post', '/api/health/').send({ a: 'x' })],
    ['GET of the webhook', 404, () => ask('get', '/api/checkout/webhook')],
    ['the pages of the documentation', 200, () => ask('get', '/api/docs-json')],
    ['unknown routes', 404, () => ask('post', '/api/nothing').send({})],
    ['broken bodies', 400, () => ask('post', '/api/auth/login').type('json').send('{')],
    ['huge bodies', 413, () => ask('post', '/api/auth/login').send({ a: 'x'.repeat(1_100_000) })],
    ['attacks', 400, () => ask('get', '/api/products').query({ search: '<script>alert(1)</script>' })],
  ])('counts %s, and then answers 429 before it reads more than headers', async (_, status, send) => {
    for (let i = 0; i < LIMIT; i++) expect((await send()).status).toBe(status);
    const { body, headers } = await send().expect(429);
    expect(body.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(headers['retry-after'])).toBeGreaterThan(800);
    expect(headers).toMatchObject({ 'x-ratelimit-limit': String(LIMIT), 'access-control-allow-origin': ORIGIN });
    await ask('get', '/api/products').expect(429);
  });

  it('never refuses health, metrics, the webhook or a preflight', async () => {
    for (let i = 0; i <= LIMIT; i++) {
      await ask('get', '/api/health').expect(200);
      await ask('get', '/api/metrics').set(scraper).expect(200);
      await ask('post', '/api/checkout/webhook').type('json').send('{}').expect(400);
      await shop.http
        .options('/api/products')
        .set(from(`192.0.2.${client}`))
        .expect(204);
    }
    await ask('get', '/api/products').expect(200);
  });
});

it('counts nothing with RATE_LIMIT_ENABLED=false', async () => {
  const limits = [
    'GENERAL',
    'GENERAL_IP',
    'LOGIN_ATTEMPTS',
    'LOGIN_FAILURES',
    'LOGIN_FAILURES_ACCOUNT',
    'FORGOT_PASSWORD',
  ];
  const env = Object.fromEntries(limits.map((name) => [`RATE_LIMIT_${name}`, '1']));
  const off = await startApp({ RATE_LIMIT_ENABLED: 'false', ...env });
  try {
    const { email, password } = await createUser(off);
    for (const secret of ['Wrong1Wrong1', 'Wrong1Wrong1', 'Wrong1Wrong1', password]) {
      const { status } = await off.http.post('/api/auth/login').send({ email, password: secret });
      expect(status).toBe(secret === password ? 200 : 401);
      await off.http.post('/api/auth/forgot-password').send({ email }).expect(200);
    }
  } finally {
    await off.close();
  }
});

const WRONG = 'Wrong1Wrong1';

describe('the limits of POST /api/auth/login', () => {
  let shop: RunningApp;
  let user: TestUser;
  let network = 0;
  beforeAll(async () => {
    shop = await startApp({
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_LOGIN_ATTEMPTS: '8',
      RATE_LIMIT_LOGIN_FAILURES: '3',
      RATE_LIMIT_LOGIN_FAILURES_ACCOUNT: '10',
      TRUST_PROXY: '1',
    });
  });
  afterAll(() => shop.close());
  // Each test has new client IPs and a new account.
  beforeEach(async () => {
    network++;
    user = await createUser(shop);
  });

  const login = async (host: number, { email, password } = user): Promise<number> => {
    const request = shop.http.post('/api/auth/login').set('X-Forwarded-For', `10.0.${network}.${host}`);
    return (await request.send({ email, password })).status;
  };
  const wrong = (host: number, email = user.email) => login(host, { ...user, email, password: WRONG });

  it('answer 429 after so many attempts of one client IP, successful ones too, and let another in', async () => {
    const other = await createUser(shop);
    for (let i = 0; i < 8; i++) expect(await login(1, i % 2 ? user : other)).toBe(200);
    expect(await login(1)).toBe(429);
    expect(await login(1, other)).toBe(429);
    expect(await login(2)).toBe(200);
  });

  it('answer 429 after so many wrong passwords of one client IP for an account, in parallel too', async () => {
    const statuses = await Promise.all(Array.from({ length: 6 }, () => wrong(1)));
    expect(statuses.sort()).toEqual([401, 401, 401, 429, 429, 429]);
    expect(await login(1)).toBe(429);
    expect(await login(1, await createUser(shop))).toBe(200);
    expect(await login(2)).toBe(200);
  });

  it('do not count right passwords, in parallel with wrong ones too', async () => {
    expect(await wrong(1)).toBe(401);
    expect(await Promise.all([login(1), login(1)])).toEqual([200, 200]);
    expect((await Promise.all([wrong(1), login(1)])).sort()).toEqual([200, 401]);
    expect(await wrong(1)).toBe(401);
    expect(await wrong(1)).toBe(429);
  });

  it.each([
    ['an account', () => user.email],
    ['an e-mail that nobody has', () => 'nobody@example.test'],
  ])('answer 429 after so many wrong passwords for %s over all client IPs, in parallel too', async (_, emailOf) => {
    const tries = Array.from({ length: 18 }, (_unused, i) => wrong(1 + Math.floor(i / 2), emailOf()));
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(await wrong(100, emailOf())).toBe(429);
    expect(await login(101, await createUser(shop))).toBe(200);
  });

  it('let the owner in from a client IP that has logged in to the account in the last 30 days', async () => {
    const other = await createUser(shop);
    expect(await login(200)).toBe(200);
    expect(await login(201, other)).toBe(200);
    const rows = await shop.prisma.knownClientIp.findMany({ where: { userId: user.id } });
    expect(rows).toMatchObject([{ ipHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    const statuses = [];
    for (let i = 0; i < 30; i++) statuses.push(await wrong(1 + Math.floor(i / 2)));
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(20).fill(429)]);

    expect(await login(200)).toBe(200);
    expect(await login(201)).toBe(429);
    expect(await login(202)).toBe(429);
    // There the owner's own mistakes are limited as ever.
    expect([await wrong(200), await wrong(200), await wrong(200), await login(200)]).toEqual([401, 401, 401, 429]);
  });

  it('forget a client IP 30 days after its last login, and all of them with the account', async () => {
    expect(await login(200)).toBe(200);
    const ofUser = { where: { userId: user.id } };
    const lastLoginAt = new Date(Date.now() - 31 * 24 * 60 * 60_000);
    await shop.prisma.knownClientIp.updateMany({ ...ofUser, data: { lastLoginAt } });
    for (let i = 0; i < 10; i++) await wrong(1 + i);
    expect(await login(200)).toBe(429);

    const body = { password: user.password, confirmation: 'SUPPRIMER MON COMPTE' };
    await shop.prisma.knownClientIp.updateMany({ ...ofUser, data: { lastLoginAt: new Date() } });
    await shop.http
      .delete('/api/gdpr/delete-now')
      .set({ ...user.auth, 'X-Forwarded-For': `10.0.${network}.200` })
      .send(body)
      .expect(200);
    expect(await shop.prisma.knownClientIp.count(ofUser)).toBe(0);
  });

  it('leave registrations alone', async () => {
    for (let i = 0; i < 4; i++) await wrong(1);
    const body = { email: `new${network}@example.test`, username: `new-${network}`, password: 'Pikachu25' };
    await shop.http.post('/api/auth/register').set('X-Forwarded-For', `10.0.${network}.1`).send(body).expect(201);
  });
});
