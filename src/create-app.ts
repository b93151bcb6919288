import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { BoundedHttpAdapter } from './bootstrap/bounded-http.adapter.js';
import { ErrorFilter } from './common/filters/error.filter.js';
import { errorsOutsidePrefix } from './common/filters/outside-prefix.js';
import { PINO } from './common/logging/pino.provider.js';
import { PinoLogger } from './common/logging/pino-logger.js';
import { ownMachineOnly } from './common/network/own-machine.js';
import { requestId } from './common/request-id.js';
import { validationPipe } from './common/validation/validation.pipe.js';
import { appConfig, type AppConfig } from './config/app.config.js';
import { httpConfig } from './config/http.config.js';
import { stripeConfig, type StripeConfig } from './config/stripe.config.js';
import { DemoData } from './demo/demo-data.js';
import { serveOpenApi } from './openapi/serve-openapi.js';
import { applySecurity } from './security/apply-security.js';
import { UnknownRouteModule } from './security/unknown-route.module.js';

/** Express tries routes in this order. `nest generate module` adds a module at the end of `AppModule`. */
@Module({ imports: [AppModule, UnknownRouteModule] })
class RootModule {}

/**
 * Builds the whole application, ready to listen. Migrations are applied on the way.
 * @throws ConfigError for a wrong variable, MigrationError for a database that can't be brought up to date
 */
export async function createApp(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(RootModule, new BoundedHttpAdapter(httpConfig()), {
    bodyParser: false,
    // Until ours exists. What goes wrong before that is thrown.
    logger: false,
    abortOnError: false,
  });
  app.useLogger(new PinoLogger(app.get(PINO)));
  app.setGlobalPrefix('api', { exclude: ['uploads/{*path}'] });

  const { sandbox } = app.get<StripeConfig>(stripeConfig.KEY);
  const { isDevelopment } = app.get<AppConfig>(appConfig.KEY);
  const devPages = isDevelopment ? await import('./dev-pages/mount-dev-pages.js') : undefined;
  devPages?.mountDevPages(app);
  if (sandbox) {
    // Isolated from the shop's pipeline, and loaded only where it is used. It pays orders without money.
    app.use('/sandbox', requestId, ownMachineOnly(app.get<AppConfig>(appConfig.KEY)));
    const { mountSandbox } = await import('./sandbox/mount-sandbox.js');
    mountSandbox(app, devPages?.SHOP_PAGES, () => app.get(DemoData).payments());
  }
  applySecurity(app);
  app.useGlobalPipes(validationPipe());
  serveOpenApi(app, {
    links: [
      ...(sandbox ? [{ text: 'Stripe sandbox', href: '/sandbox' }] : []),
      ...(devPages ? [{ text: 'Mail inbox', href: '/inbox' }] : []),
      { text: 'Errors', href: '/api/docs/errors' },
      { text: 'OpenAPI document', href: '/api/docs-json' },
    ],
    ...(devPages && { demoAccountsUrl: devPages.DEMO_ACCOUNTS }),
  });
  await app.init();
  app.use(...errorsOutsidePrefix(app.get(ErrorFilter)));
  return app;
}
