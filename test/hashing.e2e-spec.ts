import { setTimeout } from 'node:timers/promises';
import bcrypt from 'bcrypt';
import { BCRYPT_COST, HASHES_AT_ONCE, NOBODYS_HASH, QUEUE_LENGTH } from '../src/users/password-hasher.js';
import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('a storm of logins', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    user = await createUser(shop);
  });
  afterAll(() => shop.close());

  it('is served as far as the queue reaches; the rest gets 503 SERVICE_BUSY with Retry-After, and the shop goes on', async () => {
    const room = HASHES_AT_ONCE + QUEUE_LENGTH;
    // Nobody's e-mail: hashed at the full cost, whatever the factory's accounts cost.
    const body = { email: 'nobody@example.test', password: 'Pikachu25' };
    const storm = Promise.all(Array.from({ length: room + 15 }, () => shop.http.post('/api/auth/login').send(body)));

    let [reads, slowest, isOver] = [0, 0, false];
    void storm.finally(() => (isOver = true));
    while (!isOver) {
      const begin = performance.now();
      await shop.http.get('/api/users/profile').set(user.auth).expect(200);
      slowest = Math.max(slowest, performance.now() - begin);
      reads++;
      await setTimeout(20);
    }

    const answers = await storm;
    const busy = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 401).length + busy.length).toBe(answers.length);
    expect(answers.length - busy.length).toBeGreaterThanOrEqual(room);
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy) {
      expect(answer.body).toMatchObject({ code: 'SERVICE_BUSY', error: expect.any(String) });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    // Hashing takes seconds here; a read that waited for it would show.
    expect(reads).toBeGreaterThan(10);
    expect(slowest).toBeLessThan(1500);

    await shop.http.post('/api/auth/login').send({ email: user.email, password: user.password }).expect(200);
  });

  it('compares an unknown e-mail’s password with a hash as costly as everybody’s', async () => {
    expect(bcrypt.getRounds(NOBODYS_HASH)).toBe(BCRYPT_COST);
    // bcrypt gives up at once on a salt that it can't read: this one it can.
    expect((await bcrypt.hash('x', NOBODYS_HASH)).slice(0, 29)).toBe(NOBODYS_HASH.slice(0, 29));
  });
});
