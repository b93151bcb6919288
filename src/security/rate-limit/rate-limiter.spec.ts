import { setTimeout } from 'node:timers/promises';
import { rateLimitConfig } from '../../config/rate-limit.config.js';
import { RateLimitExceededError } from './rate-limit.errors.js';
import { RateLimiter } from './rate-limiter.service.js';
import { RateLimiterStorage } from './rate-limiter-storage.js';

const config = { ...rateLimitConfig(), enabled: true, loginFailures: 3, twoFactorFailures: 2 };
class WrongPassword extends Error {}

describe('RateLimiter', () => {
  let storage: RateLimiterStorage;
  let limiter: RateLimiter;
  beforeEach(() => {
    storage = new RateLimiterStorage(null);
    limiter = new RateLimiter(config, storage);
  });
  afterEach(() => jest.restoreAllMocks());

  const isWrong = (error: unknown) => error instanceof WrongPassword;
  const wrong = () => limiter.attempt('login', 'marie', fail, isWrong);
  const right = () => limiter.attempt('login', 'marie', succeed, isWrong);

  describe('consume', () => {
    it('counts and then refuses, saying when to come back', async () => {
      for (let i = 0; i < 3; i++) await limiter.consume('login', 'a');
      const error = await limiter.consume('login', 'a').catch((e: unknown) => e);
      expect(error).toBeInstanceOf(RateLimitExceededError);
      expect(error).toMatchObject({ retryAfterSeconds: 900, limit: 3 });
    });

    it('counts scopes and keys apart', async () => {
      for (let i = 0; i < 2; i++) expect(await limiter.tryConsume('two-factor', 'a')).toBe(true);
      expect(await limiter.tryConsume('two-factor', 'a')).toBe(false);
      expect(await limiter.tryConsume('two-factor', 'b')).toBe(true);
      expect(await limiter.tryConsume('login', 'a')).toBe(true);
    });

    it('refuses nothing when limits are off', async () => {
      const off = new RateLimiter({ ...config, enabled: false }, storage);
      for (let i = 0; i < 10; i++) await off.consume('login', 'a');
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
        await expect(limiter.attempt('login', 'marie', fail, () => false)).rejects.toThrow(WrongPassword);
      expect(await right()).toBe('in');
    });

    it('allows no more failures in parallel than one by one, successes among them', async () => {
      const tries = Array.from({ length: 30 }, (_, i) => (i % 3 ? wrong() : right()));
      const outcomes = await Promise.allSettled([...tries, ...Array.from({ length: 10 }, wrong)]);
      await Promise.allSettled(Array.from({ length: 10 }, wrong));
      const failures = outcomes.filter(({ status, reason }: { status: string; reason?: unknown }) => {
        return status === 'rejected' && reason instanceof WrongPassword;
      });
      expect(failures.length).toBeLessThanOrEqual(3);
      await expect(right()).rejects.toThrow(RateLimitExceededError);
    });

    it('does not count refused requests, so that parallel successes leave nothing counted', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 30 }, right));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      for (let i = 0; i < 3; i++) await expect(wrong()).rejects.toThrow(WrongPassword);
      await expect(wrong()).rejects.toThrow(RateLimitExceededError);
    });

    it('gives nothing back to the window after the one that it was counted in', async () => {
      await limiter.attempt('login', 'marie', () => Promise.resolve(later(901_000)), isWrong);
      for (let i = 0; i < 3; i++) await expect(wrong()).rejects.toThrow(WrongPassword);
      await expect(wrong()).rejects.toThrow(RateLimitExceededError);
    });
  });
});

/** From now on it is so much later. */
function later(ms: number): string {
  const now = Date.now() + ms;
  jest.spyOn(Date, 'now').mockReturnValue(now);
  return 'in';
}

async function succeed(): Promise<string> {
  await setTimeout(1);
  return 'in';
}

async function fail(): Promise<never> {
  await setTimeout(1);
  throw new WrongPassword('no');
}
