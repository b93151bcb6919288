import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { appConfig, type AppConfig } from './config/app.config.js';
import { stripeConfig, type StripeConfig } from './config/stripe.config.js';
import { createApp } from './create-app.js';
import { endOnSignal } from './end-on-signal.js';
import { releaseStartMemory, spareStartMemory } from './start-memory.js';
import { whatToMend } from './what-to-mend.js';

if (existsSync('.env')) process.loadEnvFile('.env');

spareStartMemory();
const canEnd = endOnSignal();
try {
  const app = await createApp();
  canEnd(app);
  const { port, host, publicUrl } = app.get<AppConfig>(appConfig.KEY);
  await app.listen(port, host);
  releaseStartMemory();
  const { sandbox } = app.get<StripeConfig>(stripeConfig.KEY);
  console.log(`API         ${publicUrl}/api`);
  console.log(`Swagger UI  ${publicUrl}/api/docs`);
  if (sandbox) console.log(`Sandbox     ${publicUrl}/sandbox   (stands in for Stripe; no real payment)`);
} catch (error) {
  // A line for what the operator can mend; a stack for what only we can.
  const mendable = whatToMend(error);
  console.error(mendable ? `Not started: ${mendable}` : error);
  process.exit(1);
}
