import { randomBytes } from 'node:crypto';

const secret = () => randomBytes(32).toString('base64url');

/** What the application wants before it starts with NODE_ENV=production. */
export function productionEnv(): Record<string, string> {
  return {
    NODE_ENV: 'production',
    JWT_SECRET: secret(),
    JWT_REFRESH_SECRET: secret(),
    STRIPE_SECRET_KEY: `sk_live_${randomBytes(12).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(12).toString('hex')}`,
    // Nobody listens there.
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    MAIL_FROM: 'BoulevardTCG <boutique@boulevard.test>',
    CONTACT_TO_EMAIL: 'boutique@boulevard.test',
    // Nothing is uploaded there.
    UPLOAD_DIR: './data/uploads',
  };
}
