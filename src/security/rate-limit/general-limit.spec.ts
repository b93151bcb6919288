import { JwtService } from '@nestjs/jwt';
import { serverWith } from '../../../test/support/one-step.js';
import { generalLimit } from './general-limit.js';
import { MemoryLimitStore } from './memory-limit-store.js';
import { RateLimiter } from './rate-limiter.service.js';

const secret = 'the secret of access tokens in this test';
const jwt = new JwtService();
const config = {
  enabled: true,
  general: 2,
  register: 2,
  loginFailures: 3,
  forgotPassword: 2,
  resetFailures: 2,
  twoFactorFailures: 5,
  checkout: 2,
  promo: 2,
  upload: 2,
  contact: 2,
  notifyStock: 2,
  openSessions: 1,
  heldUnits: 1,
};

describe('generalLimit', () => {
  let store: MemoryLimitStore;
  let http: ReturnType<typeof serverWith>;
  beforeEach(() => {
    store = new MemoryLimitStore();
    http = serverWith(generalLimit(new RateLimiter(config, store), secret));
  });
  afterEach(() => store.onApplicationShutdown());

  const get = (token?: string) => http.get('/x').set(token ? { Authorization: `Bearer ${token}` } : {});
  const tokenOf = (userId: string, key = secret) => jwt.sign({ userId }, { secret: key });

  it('answers 429 RATE_LIMIT_EXCEEDED once the address has had its share', async () => {
    await get().expect(200);
    await get().expect(200);
    expect((await get().expect(429)).body.code).toBe('RATE_LIMIT_EXCEEDED');
  });

  it('gives each account a share of its own', async () => {
    for (const token of [tokenOf('a'), tokenOf('b')]) {
      await get(token).expect(200);
      await get(token).expect(200);
      await get(token).expect(429);
    }
    await get().expect(200);
  });

  it('does not believe a token that it cannot verify', async () => {
    await get(tokenOf('c', 'some other secret')).expect(200);
    await get(jwt.sign({ userId: 'd' }, { secret, expiresIn: -1 })).expect(200);
    await get('not.a.token').expect(429);
  });

  it.each(['/api/health', '/api/health/ready', '/api/metrics', '/api/checkout/webhook', '/API/health/'])(
    'never limits %s',
    async (path) => {
      for (let i = 0; i < 5; i++) await http.get(path).expect(200);
    },
  );

  it('limits nothing when limits are off', async () => {
    const off = serverWith(generalLimit(new RateLimiter({ ...config, enabled: false }, store), secret));
    for (let i = 0; i < 5; i++) await off.get('/x').expect(200);
  });
});
