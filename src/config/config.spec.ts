import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appConfig } from './app.config.js';
import { checkoutConfig } from './checkout.config.js';
import { databaseConfig } from './database.config.js';
import { jobsConfig } from './jobs.config.js';
import { jwtConfig } from './jwt.config.js';
import { mailConfig } from './mail.config.js';
import { metricsConfig } from './metrics.config.js';
import { rateLimitConfig } from './rate-limit.config.js';
import { ConfigError } from './read-env.js';
import { stripeConfig } from './stripe.config.js';
import { tradeConfig } from './trade.config.js';
import { uploadConfig } from './upload.config.js';

const all = [
  appConfig,
  databaseConfig,
  jwtConfig,
  stripeConfig,
  checkoutConfig,
  tradeConfig,
  rateLimitConfig,
  jobsConfig,
  mailConfig,
  uploadConfig,
  metricsConfig,
];
const SECRET = 'Zq8vT2mKx4LrW9nBc6JdY1sHf5GpA0uE';
const OTHER = 'hR3wM7yQz0VkN5tXb8CgP2jLd6SfU4aI';
const production = {
  NODE_ENV: 'production',
  JWT_SECRET: SECRET,
  JWT_REFRESH_SECRET: OTHER,
  STRIPE_SECRET_KEY: 'sk_live_Ab3Cd5Ef7Gh9Jk1Lm3',
  STRIPE_WEBHOOK_SECRET: 'whsec_Ab3Cd5Ef7Gh9Jk1Lm3',
  MAIL_FROM: 'BoulevardTCG <boutique@boulevard.test>',
  CONTACT_TO_EMAIL: 'boutique@boulevard.test',
  UPLOAD_DIR: '/srv/uploads',
};

const before = { ...process.env };
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'boulevard-config-'));
});
afterEach(() => {
  process.env = { ...before };
  rmSync(dataDir, { recursive: true, force: true });
});

/** Reads every concern's configuration from these variables alone. */
function read(env: Record<string, string>): void {
  process.env = { DATA_DIR: dataDir, ...env };
  for (const config of all) config();
}

function messageOf(env: Record<string, string>): string {
  try {
    read(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('accepted');
}

describe('the configuration', () => {
  it('needs no variable in development', () => {
    expect(() => read({})).not.toThrow();
  });

  it.each(['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost', 'shop_api', 'api.shop.example'])(
    'takes HOST=%s',
    (HOST) => {
      expect(() => read({ HOST })).not.toThrow();
    },
  );

  it('takes an empty variable for an absent one', () => {
    expect(() => read({ PORT: '', STRIPE_SECRET_KEY: ' ', JWT_SECRET: '' })).not.toThrow();
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '70000'],
    ['PORT', '8080.5'],
    ['HOST', '999.1.1.1'],
    ['HOST', 'fe80::1%eth0'],
    ['HOST', '[::1]'],
    ['HOST', 'a b'],
    ['HOST', 'user@shop'],
    ['NODE_ENV', 'staging'],
    ['CORS_ORIGIN', '*'],
    ['CORS_ORIGIN', 'https://shop.example/path'],
    ['CORS_ORIGIN', 'boutique.fr'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['SEED_DEMO', 'yes'],
    ['API_PUBLIC_URL', 'ftp://shop.example'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/shop'],
    ['DATABASE_URL', 'postgresql://shop:hun#ter2@db/shop'],
    ['DATABASE_URL', 'postgresql://shop:hunter2%@db/shop'],
    ['DATABASE_URL', 'postgresql://shop:hunter2@db:port/shop'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_LOCK_TIMEOUT_MS', '10s'],
    ['JWT_SECRET', 'hunter2'],
    ['JWT_REFRESH_SECRET', 'change-me-change-me-change-me-change-me'],
    ['JWT_EXPIRES_IN', '15 minutes'],
    ['STRIPE_SECRET_KEY', 'pk_live_Ab3Cd5Ef7Gh9Jk1Lm3'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_Ab3Cd5Ef7Gh9Jk1Lm3,hunter2hunter2hunter2'],
    ['STOCK_HOLD_MINUTES', '10000'],
    ['CHECKOUT_PAYMENT_METHODS', 'apple_pay'],
    ['ALLOWED_REDIRECT_DOMAINS', 'javascript:alert(1)'],
    ['TCGDEX_BASE_URL', 'api.tcgdex.net'],
    ['RATE_LIMIT_ENABLED', '0'],
    ['RATE_LIMIT_GENERAL', '0'],
    ['SCHEDULED_JOBS', 'no'],
    ['SMTP_URL', 'mail.shop.example:587'],
    ['MAIL_FROM', 'La boutique'],
    ['MAIL_FROM', 'Shop <a@shop.example>, b@shop.example'],
    ['CONTACT_TO_EMAIL', 'boutique'],
    ['METRICS_TOKEN', 'hunter2'],
    ['METRICS_TOKEN', 'change-me-change-me'],
  ])('refuses %s=%s in one line that names the variable and not the value', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} `));
    expect(message).not.toContain('\n');
    for (const part of value.split(',')) expect(message).not.toContain(part.length > 3 ? part : `'${part}'`);
  });
});

describe('NODE_ENV=production', () => {
  it('takes real secrets', () => {
    expect(() => read(production)).not.toThrow();
  });

  it.each([
    'JWT_SECRET',
    'JWT_REFRESH_SECRET',
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'MAIL_FROM',
    'CONTACT_TO_EMAIL',
    'UPLOAD_DIR',
  ])('does not start without %s, so never with the sandbox or with what is made up for development', (name) => {
    expect(messageOf({ ...production, [name]: '' })).toMatch(new RegExp(`^${name} `));
  });

  it('does not start with a test key, unless STRIPE_TEST_MODE_ALLOWED=true', () => {
    for (const STRIPE_SECRET_KEY of ['sk_test_Ab3Cd5Ef7Gh9Jk1Lm3', 'rk_test_Ab3Cd5Ef7Gh9Jk1Lm3']) {
      const env = { ...production, STRIPE_SECRET_KEY };
      expect(messageOf(env)).toMatch(/^STRIPE_SECRET_KEY must be a live key.* STRIPE_TEST_MODE_ALLOWED=true$/);
      expect(() => read({ ...env, STRIPE_TEST_MODE_ALLOWED: 'true' })).not.toThrow();
      expect(stripeConfig()).toMatchObject({ isLive: false, marksTests: true });
    }
    read({ ...production, STRIPE_TEST_MODE_ALLOWED: 'true' });
    expect(stripeConfig()).toMatchObject({ isLive: true, marksTests: false });
  });

  it.each([
    ['JWT_SECRET', 'short'],
    ['TWO_FACTOR_SECRET', 'short'],
    ['JWT_SECRET', 'your-secret-key-here-your-secret-key-here'],
    ['JWT_SECRET', 'a'.repeat(40)],
    ['JWT_SECRET', '12345678901234567890123456789012'],
    ['JWT_REFRESH_SECRET', 'this-is-a-sample-secret-of-some-length'],
    ['STRIPE_SECRET_KEY', 'sk_test_sandbox'],
    ['STRIPE_SECRET_KEY', 'sk_test_xxxxxxxxxxxxxxxxxxxxxxxx'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_change_me_change_me'],
  ])('does not start with %s=%s', (name, value) => {
    const message = messageOf({ ...production, [name]: value });
    expect(message).toMatch(new RegExp(`^${name} `));
    expect(message).not.toContain(value);
  });

  it('does not start when both token secrets are the same', () => {
    expect(messageOf({ ...production, JWT_REFRESH_SECRET: SECRET })).toBe(
      'JWT_REFRESH_SECRET must differ from JWT_SECRET',
    );
  });
});
