import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { ConfigError } from './config/read-env.js';
import { appConfig, type AppConfig } from './config/app.config.js';
import { stripeConfig, type StripeConfig } from './config/stripe.config.js';
import { createApp } from './create-app.js';
import { MigrationError } from './prisma/migrations.js';

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const app = await createApp();
  const { port, host, publicUrl } = app.get<AppConfig>(appConfig.KEY);
  await app.listen(port, host);
  const { sandbox } = app.get<StripeConfig>(stripeConfig.KEY);
  console.log(`API         ${publicUrl}/api`);
  console.log(`Swagger UI  ${publicUrl}/api/docs`);
  if (sandbox) console.log(`Sandbox     ${publicUrl}/sandbox   (stands in for Stripe; no real payment)`);
} catch (error) {
  // A line for what the operator can mend; a stack for what only we can.
  const mendable = error instanceof ConfigError || error instanceof MigrationError;
  console.error(mendable ? `Not started: ${error.message}` : error);
  process.exit(1);
}
