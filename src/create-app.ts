import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { answerOutsidePrefix } from './common/filters/outside-prefix.js';
import { PINO } from './common/logging/logging.module.js';
import { PinoLogger } from './common/logging/pino-logger.js';
import { Measures } from './common/measures/measures.js';
import { validationPipe } from './common/validation/validation.pipe.js';
import { stripeConfig, type StripeConfig } from './config/stripe.config.js';
import { serveOpenApi } from './openapi/serve-openapi.js';
import { applySecurity } from './security/apply-security.js';
import { serveUploads } from './uploads/serve-uploads.js';

/**
 * Builds the whole application, ready to listen. Migrations are applied on the way.
 * @throws ConfigError for a wrong variable, MigrationError for a database that can't be brought up to date
 */
export async function createApp(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bodyParser: false,
    // Until ours is there. What goes wrong before is thrown, and said by whoever called.
    logger: false,
    abortOnError: false,
  });
  app.useLogger(new PinoLogger(app.get(PINO)));
  app.setGlobalPrefix('api');

  if (app.get<StripeConfig>(stripeConfig.KEY).sandbox) {
    // In a room of its own, before the shop's pipeline, and loaded only where it is used.
    const { mountSandbox } = await import('./sandbox/mount-sandbox.js');
    mountSandbox(app);
  }
  applySecurity(app);
  app.useGlobalPipes(validationPipe());
  serveOpenApi(app);
  serveUploads(app);
  await app.init();
  app.use(...answerOutsidePrefix(app.get(Measures)));
  return app;
}
