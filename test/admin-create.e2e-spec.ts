import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createAdmin } from '../src/create-admin.js';
import { createUser } from './factories/user.js';
import { startApp, withEnv, type RunningApp } from './support/start-app.js';

const SCRIPT = fileURLToPath(new URL('../scripts/admin-create.mjs', import.meta.url));

describe('npm run admin:create', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  const env = () => ({ NODE_ENV: 'test', ...shop.env, LOG_LEVEL: 'silent' });
  const run = (...argv: string[]) => withEnv(env(), () => createAdmin(argv));
  const options = ({ email = 'boss@example.com', username = 'boss', password = 'Pikachu25' } = {}) => [
    ...['--email', email],
    ...['--username', username],
    ...['--password', password],
  ];

  it('makes an administrator beside the running server, who can log in', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [SCRIPT, ...options({ email: 'Boss@Example.com' })],
      {
        env: { PATH: process.env.PATH, ...env() },
        cwd: fileURLToPath(new URL('..', import.meta.url)),
      },
    );
    expect(stdout).toContain('Created the administrator boss@example.com.');
    expect(stdout).not.toContain('Pikachu25');
    const login = { email: 'boss@example.com', password: 'Pikachu25' };
    const { body } = await shop.http.post('/api/auth/login').send(login).expect(200);
    expect(body.user).toMatchObject({ username: 'boss', isAdmin: true, profile: expect.any(Object) });
  });

  it('ends with 1 and says which option is wrong', async () => {
    const failed = promisify(execFile)(process.execPath, [SCRIPT, '--email', 'nobody'], {
      env: { PATH: process.env.PATH, ...env() },
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    });
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Not created: --email must be an e-mail address.'),
    });
  });

  it('makes an administrator of an account that exists and leaves its password', async () => {
    const user = await createUser(shop);
    await expect(run('--email', user.email.toUpperCase())).resolves.toContain('is an administrator now');
    const login = { email: user.email, password: user.password };
    const { body } = await shop.http.post('/api/auth/login').send(login).expect(200);
    expect(body.user).toMatchObject({ username: user.username, isAdmin: true });
  });

  it.each([
    ['--email', []],
    ['--username', ['--email', 'new@example.com']],
    ['--username', options({ email: 'new@example.com', username: 'a b' })],
    ['--password', options({ email: 'new@example.com', username: 'new', password: 'short' })],
    ['--admin', ['--admin', 'yes']],
    ['Ce nom d’utilisateur est déjà pris.', options({ email: 'new@example.com', username: 'BOSS' })],
  ])('names %s in the message for %j and makes nobody', async (named, argv) => {
    await expect(run(...argv)).rejects.toThrow(named);
    expect(await shop.prisma.user.count({ where: { email: 'new@example.com' } })).toBe(0);
  });

  it('names the variable that is wrong', async () => {
    const wrong = withEnv({ ...env(), DATABASE_URL: 'mysql://x' }, () => createAdmin(options()));
    await expect(wrong).rejects.toThrow('DATABASE_URL');
  });
});
