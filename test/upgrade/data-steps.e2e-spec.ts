import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { startApp } from '../support/start-app.js';
import { createEarlierShop, type EarlierShop } from './earlier-shop.js';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const PEOPLE = 1_500;

describe('what an upgrade changes in rows', () => {
  let earlier: EarlierShop;
  beforeEach(async () => {
    earlier = await createEarlierShop();
  });
  afterEach(() => earlier.remove());

  const migrating = (): ChildProcess =>
    spawn(process.execPath, [COMMAND, 'db:migrate'], {
      env: { NODE_ENV: 'test', DATA_DIR: earlier.dataDir, DATABASE_URL: earlier.url },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const endOf = async (child: ChildProcess) => (await once(child, 'close'))[0] as number | null;
  const people = async () => (await earlier.rows()).User!;

  it('is all done, once, after a process was killed in the middle and three started together', async () => {
    const createdAt = new Date('2026-03-01T10:00:00Z');
    const names = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
    await earlier.insert(
      'User',
      names.map((id) => ({
        ...{ id, username: id, usernameKey: id, passwordHash: 'x', createdAt, updatedAt: createdAt },
        // Every third one has the mailbox of the one before.
        email: Number(id.slice(1)) % 3 ? `${id}@café.example` : `p${Number(id.slice(1)) + 1}@xn--caf-dma.example`,
      })),
    );
    const first = migrating();
    const ended = endOf(first);
    for (let waited = 0; waited < 30_000; waited += 5) {
      const done = (await people()).filter(({ email }) => !String(email).includes('é')).length;
      if (done > PEOPLE / 3) break;
      await setTimeout(5);
    }
    first.kill('SIGKILL');
    await ended;
    expect(await Promise.all([1, 2, 3].map(() => endOf(migrating())))).toEqual([0, 0, 0]);

    const after = await people();
    expect(after).toHaveLength(PEOPLE);
    expect(after.filter(({ email }) => /[^\x00-\x7f]/.test(String(email)))).toEqual([]);
    const taken = after.filter(({ email }) => String(email).endsWith('@doublon.invalid'));
    expect(taken).toHaveLength(PEOPLE / 3);
    expect((await earlier.rows()).AdminChange).toHaveLength(taken.length);
  });

  it('is done again on the first day, for rows that the version before still writes meanwhile', async () => {
    const shop = await startApp({}, earlier.dataDir);
    try {
      const row = { passwordHash: 'x', updatedAt: new Date() };
      await earlier.insert('User', [
        { id: 'late', email: 'late@café.example', username: 'Late', usernameKey: 'late', ...row },
      ]);
      expect(await shop.app.get(JobsService).run('data-steps')).toBe(true);
      expect(await shop.prisma.user.findUniqueOrThrow({ where: { id: 'late' } })).toMatchObject({
        email: 'late@xn--caf-dma.example',
        searchText: expect.stringContaining('late@cafe.example'),
      });
    } finally {
      await shop.close();
    }
  });
});
