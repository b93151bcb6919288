import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import { openSandbox, type Sandbox } from './sandbox.js';

/**
 * Serves the stand-in for Stripe under /sandbox, from the moment the server listens until it closes. Call it before the
 * shop's pipeline is set up: it has its own.
 */
export function mountSandbox(app: NestExpressApplication): void {
  const { dataDir, publicUrl } = app.get<AppConfig>(appConfig.KEY);
  const { webhookSecrets } = app.get<StripeConfig>(stripeConfig.KEY);
  const server = app.getHttpServer();
  let sandbox: Sandbox | undefined;

  server.on('listening', () => {
    const { port } = server.address() as AddressInfo;
    sandbox = openSandbox({
      dataDir,
      publicUrl: `${publicUrl}/sandbox`,
      webhookUrl: `http://127.0.0.1:${port}/api/checkout/webhook`,
      webhookSecret: webhookSecrets[0]!,
    });
  });
  server.on('close', () => {
    void sandbox?.close();
    sandbox = undefined;
  });
  app.use('/sandbox', (request: Request, response: Response, next: NextFunction) => {
    if (sandbox) sandbox.router(request, response, next);
    else next();
  });
}
