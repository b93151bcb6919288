import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const PASSWORD = 'Pikachu25';

export async function newCustomer(shop, username) {
  const body = { email: `${username}@example.com`, username, password: PASSWORD };
  await shop.expectStatus(201, 'POST', '/api/auth/register', { body });
  return logIn(shop, username);
}

/** As `npm run admin:create` does it, on the throw-away shop's database, not that of `.env`. */
export async function newAdmin(shop, username) {
  const options = ['--email', `${username}@example.com`, '--username', username, '--password', PASSWORD];
  execFileSync(process.execPath, [CLI, 'admin:create', ...options], {
    cwd: shop.dataDir,
    env: { PATH: process.env.PATH, DATA_DIR: shop.dataDir },
  });
  return logIn(shop, username);
}

async function logIn(shop, username) {
  const email = `${username}@example.com`;
  const body = { email, password: PASSWORD };
  const { accessToken } = await shop.expectStatus(200, 'POST', '/api/auth/login', { body });
  const { iat, exp } = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url'));
  return { name: username[0].toUpperCase() + username.slice(1), email, accessToken, minutes: (exp - iat) / 60 };
}
