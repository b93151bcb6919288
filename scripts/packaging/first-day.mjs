import { randomBytes } from 'node:crypto';
import { freePort } from '../free-port.mjs';
import { emptyVolumes, isHealthy, runInContainer, startContainer } from './run-container.mjs';

const START_TIMEOUT_MS = 120_000;

/** A red dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * The first day of a shop in production, with the built image: migrate, make an administrator, start, be found healthy,
 * log in, upload a picture, show the products, end when told to.
 * @param {import('./run-container.mjs').Image} image
 * @param {Record<string, string>} database variables that choose it
 * @throws Error for whatever is not as it should be, with what the server said
 */
export async function liveFirstDay(image, database) {
  emptyVolumes(image);
  const port = await freePort();
  const env = { ...productionEnv(), ...database, PORT: String(port) };
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  const email = 'first@boulevard.test';

  await runInContainer(image, env, ['node', 'dist/migrate.js']);
  const account = ['--email', email, '--username', 'first', '--password', password];
  await runInContainer(image, env, ['node', 'scripts/admin-create.mjs', ...account]);

  const server = startContainer(image, env);
  try {
    await untilHealthy(image, env, server);
    await visit(`http://127.0.0.1:${port}`, { email, password });
    server.kill('SIGTERM');
    const code = await Promise.race([server.exited, pause(30_000).then(() => 'nothing for 30 seconds')]);
    expect('the exit code after SIGTERM', code, 0);
  } catch (error) {
    throw new Error(`${error.message}\nThe server said:\n${server.output()}`, { cause: error });
  } finally {
    await end(server);
  }
}

async function visit(url, credentials) {
  const call = async (path, init) => {
    const answer = await fetch(url + path, init);
    expect(`the status of ${path}`, answer.status, 200);
    return answer;
  };
  await call('/api/health/ready');
  const login = await call('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const { accessToken } = await login.json();
  const body = new FormData();
  body.append('images', new Blob([PNG], { type: 'image/png' }), 'dot.png');
  const headers = { authorization: `Bearer ${accessToken}` };
  const upload = await call('/api/admin/upload', { method: 'POST', headers, body });
  const [{ url: picture }] = (await upload.json()).images;
  await call(new URL(picture, url).pathname);
  const products = await call('/api/products');
  expect('the catalogue of an empty shop', (await products.json()).pagination.total, 0);
}

async function untilHealthy(image, env, server) {
  let ended = false;
  void server.exited.then(() => (ended = true));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isHealthy(image, env))) {
    if (ended || Date.now() > deadline) throw new Error('it was never healthy');
    await pause(200);
  }
}

/** What production does not start without; made here and now. */
function productionEnv() {
  const secret = () => randomBytes(32).toString('base64url');
  return {
    HOST: '127.0.0.1',
    JWT_SECRET: secret(),
    JWT_REFRESH_SECRET: secret(),
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(12).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(12).toString('hex')}`,
    MAIL_FROM: 'BoulevardTCG <boutique@boulevard.test>',
    CONTACT_TO_EMAIL: 'boutique@boulevard.test',
    // Nobody listens there, and nobody outside is asked.
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    TCGDEX_BASE_URL: 'http://127.0.0.1:9',
  };
}

function expect(what, is, due) {
  if (is !== due) throw new Error(`${what} should be ${due} and is ${is}`);
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

async function end(server) {
  try {
    server.kill('SIGKILL');
  } catch {
    // It has ended.
  }
  await server.exited;
}
