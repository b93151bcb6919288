import { MemoryLimitStore } from './memory-limit-store.js';
import { RateLimitExceededError } from './rate-limit.errors.js';
import { RateLimiter, type Counter } from './rate-limiter.service.js';

const config = {
  enabled: true,
  general: 3,
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
const counters: Counter[] = [
  ['login', 'marie 192.0.2.7'],
  ['login-address', '192.0.2.7'],
];
class WrongPassword extends Error {}

describe('RateLimiter', () => {
  let store: MemoryLimitStore;
  let limiter: RateLimiter;
  beforeEach(() => {
    store = new MemoryLimitStore();
    limiter = new RateLimiter(config, store);
  });
  afterEach(() => store.onApplicationShutdown());

  const wrong = () => limiter.attempt(counters, fail, (error) => error instanceof WrongPassword);
  const right = () => limiter.attempt(counters, soon, () => true);

  describe('take', () => {
    it('counts and then refuses, saying when to come back', async () => {
      for (let i = 0; i < 3; i++) await limiter.take('general', 'a');
      const error = await limiter.take('general', 'a').catch((e: unknown) => e);
      expect(error).toBeInstanceOf(RateLimitExceededError);
      expect((error as RateLimitExceededError).retryAfterSeconds).toBe(900);
    });

    it('counts scopes and keys apart', async () => {
      await limiter.take('register', 'a');
      await limiter.take('register', 'a');
      await expect(limiter.take('register', 'a')).rejects.toThrow(RateLimitExceededError);
      await limiter.take('register', 'b');
      await limiter.take('checkout', 'a');
    });

    it('refuses nothing when limits are off', async () => {
      const off = new RateLimiter({ ...config, enabled: false }, store);
      for (let i = 0; i < 10; i++) expect(await off.take('register', 'a')).toBeUndefined();
    });
  });

  describe('attempt', () => {
    it('never counts a success', async () => {
      for (let i = 0; i < 20; i++) expect(await right()).toBe('in');
    });

    it('refuses after the allowed failures, the right password too', async () => {
      for (let i = 0; i < 3; i++) await expect(wrong()).rejects.toThrow(WrongPassword);
      await expect(wrong()).rejects.toThrow(RateLimitExceededError);
      await expect(right()).rejects.toThrow(RateLimitExceededError);
    });

    it('does not count an error of another kind', async () => {
      for (let i = 0; i < 5; i++)
        await expect(limiter.attempt(counters, fail, () => false)).rejects.toThrow(WrongPassword);
      expect(await right()).toBe('in');
    });

    it('allows no more failures in parallel than one by one', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 30 }, wrong));
      const errors = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).name : 'in'));
      expect(errors.filter((name) => name === 'Error')).toHaveLength(3);
      expect(errors.filter((name) => name === 'RateLimitExceededError')).toHaveLength(27);
    });

    it('lets any number of right passwords through in parallel', async () => {
      expect(await Promise.all(Array.from({ length: 30 }, right))).toEqual(Array(30).fill('in'));
    });

    it('counts an address over many accounts', async () => {
      for (let i = 0; i < 15; i++) {
        const perAccount: Counter[] = [
          ['login', `account${i} 192.0.2.7`],
          ['login-address', '192.0.2.7'],
        ];
        await expect(limiter.attempt(perAccount, fail, () => true)).rejects.toThrow(WrongPassword);
      }
      await expect(limiter.attempt([['login-address', '192.0.2.7']], soon, () => true)).rejects.toThrow(
        RateLimitExceededError,
      );
    });
  });
});

async function soon(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return 'in';
}

async function fail(): Promise<never> {
  await soon();
  throw new WrongPassword('no');
}
