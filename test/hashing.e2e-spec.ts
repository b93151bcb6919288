import { setTimeout } from 'node:timers/promises';
import bcrypt from 'bcrypt';
import { BCRYPT_COST, HASHES_AT_ONCE, NOBODYS_HASH, QUEUE_LENGTH } from '../src/users/password-hasher.js';
import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('a storm of logins', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp({ TRUST_PROXY: '1' });
    user = await createUser(shop);
  });
  afterAll(() => shop.close());

  it('is served as far as the queue reaches; the rest gets 503 SERVICE_BUSY with Retry-After, and the shop goes on', async () => {
    const room = HASHES_AT_ONCE + QUEUE_LENGTH;
    // Nobody's e-mail: hashed at the full cost, whatever the factory's accounts cost.
    const body = { email: 'nobody@example.test', password: 'Pikachu25' };
    const storm = Promise.all(Array.from({ length: room + 15 }, () => shop.http.post('/api/auth/login').send(body)));

    let [reads, isOver] = [0, false];
    void storm.finally(() => (isOver = true));
    while (!isOver) {
      await shop.http.get('/api/users/profile').set(user.auth).expect(200);
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
    // A read that waited for the hashes before it would be the only one.
    expect(reads).toBeGreaterThan(10);

    await shop.http.post('/api/auth/login').send({ email: user.email, password: user.password }).expect(200);
  });

  it('makes nobody at another client IP wait for more than a hash or two, though the queue is full', async () => {
    const send = (clientIp: string) =>
      shop.http
        .post('/api/auth/login')
        .set('X-Forwarded-For', clientIp)
        .send({ email: 'nobody@example.test', password: 'Pikachu25' });
    let answered = 0;
    const storm = Promise.all(
      Array.from({ length: HASHES_AT_ONCE + QUEUE_LENGTH + 5 }, async () => {
        const { status } = await send('192.0.2.1');
        if (status === 401) answered++;
        return status;
      }),
    );
    while (!answered) await setTimeout(5);
    const before = answered;
    await send('192.0.2.2').expect(401);
    expect(answered - before).toBeLessThanOrEqual(3 * HASHES_AT_ONCE);
    expect(answered).toBeLessThan(QUEUE_LENGTH);
    await storm;
  });

  it('compares an unknown e-mail’s password with a hash as costly as everybody’s', async () => {
    expect(bcrypt.getRounds(NOBODYS_HASH)).toBe(BCRYPT_COST);
    // bcrypt gives up at once on a salt that it can't read: this one it can.
    expect((await bcrypt.hash('x', NOBODYS_HASH)).slice(0, 29)).toBe(NOBODYS_HASH.slice(0, 29));
  });
});
