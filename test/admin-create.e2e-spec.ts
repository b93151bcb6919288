import { createUser } from './factories/user.js';
import { runCommand, runOnTerminal } from './support/run-command.js';
import { startApp, type RunningApp } from './support/start-app.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('npm run admin:create', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  const run = (argv: string[], env: Record<string, string> = {}) =>
    runCommand(['admin:create', ...argv], { ...shop.env, ...env });
  const options = ({ email = 'boss@example.com', username = 'boss', password = 'Pikachu25' } = {}) => [
    ...['--email', email],
    ...['--username', username],
    ...['--password', password],
  ];
  const login = (email: string, password: string) => shop.http.post('/api/auth/login').send({ email, password });
  const accountOf = (email: string) => shop.prisma.user.findUnique({ where: { email } });

  it('creates an administrator while the server runs, who can log in', async () => {
    const { code, stdout } = await run(options({ email: 'Boss@Example.com', username: 'admin' }));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Created the administrator boss@example.com.\n' });
    const { body } = await login('boss@example.com', 'Pikachu25').expect(200);
    expect(body.user).toMatchObject({ username: 'admin', isAdmin: true, profile: expect.any(Object) });
  });

  it('takes the password from ADMIN_PASSWORD', async () => {
    const argv = ['--email', 'env@example.com', '--username', 'env'];
    expect(await run(argv, { ADMIN_PASSWORD: 'Raichu2026' })).toMatchObject({ code: 0, stderr: '' });
    await login('env@example.com', 'Raichu2026').expect(200);
  });

  onLinux('asks for the password on the terminal, twice and not echoed', async () => {
    const argv = ['admin:create', '--email', 'tty@example.com', '--username', 'tty'];
    const shown = await runOnTerminal(argv, shop.env, [
      { prompt: '? Password:', line: 'Dracaufeu6' },
      { prompt: '? Same password again:', line: 'Dracaufeu7' },
      { prompt: 'The two passwords differ.', line: 'Dracaufeu6' },
    ]);
    expect(shown).toContain('Created the administrator tty@example.com.');
    expect(shown).not.toContain('Dracaufeu');
    await login('tty@example.com', 'Dracaufeu6').expect(200);
  });

  it('exits 1 without a password and without a terminal', async () => {
    const { code, stderr } = await run(['--email', 'none@example.com', '--username', 'none']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Not created: no password: give --password or ADMIN_PASSWORD.*\n$/);
    expect(await accountOf('none@example.com')).toBeNull();
  });

  it('refuses an address that has an account, verified or not, and leaves the account as it was', async () => {
    for (const isVerified of [false, true]) {
      const user = await createUser(shop);
      await shop.prisma.user.update({ where: { id: user.id }, data: { isVerified } });
      const before = await accountOf(user.email);
      const { code, stderr } = await run(options({ email: user.email.toUpperCase(), username: `n${user.username}` }));
      expect(code).toBe(1);
      expect(stderr).toContain(`Not created: an account with the address ${user.email} exists; --promote`);
      expect(await accountOf(user.email)).toEqual(before);
    }
  });

  it('--promote makes a verified account an administrator, keeps its password and ends its sessions', async () => {
    const user = await createUser(shop);
    await shop.prisma.user.update({ where: { id: user.id }, data: { isVerified: true } });
    const { code, stdout } = await run(['--email', user.email.toUpperCase(), '--promote']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('is an administrator now') });
    await shop.http.get('/api/auth/verify').set(user.auth).expect(401);
    await shop.http.post('/api/auth/refresh').send({ refreshToken: user.refreshToken }).expect(401);
    const { body } = await login(user.email, user.password).expect(200);
    expect(body.user).toMatchObject({ username: user.username, isAdmin: true });
  });

  it('--promote refuses an account whose address is not verified, and one that does not exist', async () => {
    const stranger = await createUser(shop);
    const refused = await run(['--email', stranger.email, '--promote']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is not verified') });
    expect(await accountOf(stranger.email)).toMatchObject({ isAdmin: false });
    await shop.http.get('/api/auth/verify').set(stranger.auth).expect(200);

    const unknown = await run(['--email', 'nobody@example.com', '--promote']);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('no account has the address') });
  });

  it.each([
    ['--email', []],
    ['--email: must be an e-mail address', options({ email: 'nobody' })],
    ['--username', ['--email', 'new@example.com']],
    ['--username', options({ email: 'new@example.com', username: 'a b' })],
    ['--password', options({ email: 'new@example.com', username: 'new', password: 'short' })],
    ["unknown option '--admin'", [...options({ email: 'new@example.com' }), '--admin']],
    ['too many arguments', [...options({ email: 'new@example.com', username: 'new' }), 'yes']],
    ['Ce nom d’utilisateur est déjà pris.', options({ email: 'new@example.com', username: 'ADMIN' })],
  ])('exits 1 and names %s for %j', async (named, argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await accountOf('new@example.com')).toBeNull();
  });

  it('exits 1 and names the variable that is wrong', async () => {
    const { code, stderr } = await run(options(), { DATABASE_URL: 'mysql://x' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^Not created: .*DATABASE_URL/) });
  });

  it('--help lists the options and exits 0', async () => {
    const { code, stdout } = await run(['--help']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Usage: npm run admin:create -- ') });
    expect(stdout).toMatch(/--email[^]*--username[^]*--password[^]*ADMIN_PASSWORD[^]*--promote/);
  });
});
