import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { appConfig, type AppConfig } from './config/app.config.js';
import { stripeConfig, type StripeConfig } from './config/stripe.config.js';
import { createApp } from './create-app.js';
import { releaseStartMemory, spareStartMemory } from './start-memory.js';
import { whatToMend } from './what-to-mend.js';

/** What a request may still take once we were told to end. */
const SHUTDOWN_MS = 10_000;

if (existsSync('.env')) process.loadEnvFile('.env');

spareStartMemory();
try {
  const app = await createApp();
  endOnSignal(app);
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

/** Ctrl-C, `docker stop` and the like: accept nothing new, finish what runs, close the database, exit with 0. */
function endOnSignal(app: NestExpressApplication): void {
  app.enableShutdownHooks(['SIGINT', 'SIGTERM', 'SIGHUP'], { useProcessExit: true });
  const cutOff = (): void => {
    setTimeout(() => app.getHttpServer().closeAllConnections(), SHUTDOWN_MS).unref();
  };
  process.once('SIGINT', cutOff).once('SIGTERM', cutOff).once('SIGHUP', cutOff);
}
