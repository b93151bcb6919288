import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { reachableHost } from '../config/hosts.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import type { PastPayment } from './refunds/past-payment.js';
import { openSandbox, type Sandbox } from './sandbox.js';
import type { Substitutes } from './sandbox-context.js';

/**
 * Serves the stand-in for Stripe under /sandbox while the server listens. Call it before the shop's pipeline is set up:
 * it has its own.
 * @param substitutes where a buyer goes whose shop does not run
 * @param pastPayments of orders that were not bought here
 */
export function mountSandbox(
  app: NestExpressApplication,
  substitutes?: Substitutes,
  pastPayments?: () => Promise<PastPayment[]>,
): void {
  const { dataDir, publicUrl } = app.get<AppConfig>(appConfig.KEY);
  const { webhookSecrets } = app.get<StripeConfig>(stripeConfig.KEY);
  const server = app.getHttpServer();
  let sandbox: Sandbox | undefined;

  server.on('listening', () => {
    const { address, port } = server.address() as AddressInfo;
    sandbox = openSandbox({
      dataDir,
      publicUrl: `${publicUrl}/sandbox`,
      webhookUrl: `http://${reachableHost(address)}:${port}/api/checkout/webhook`,
      webhookSecret: webhookSecrets[0]!,
      substitutes,
    });
    void pastPayments?.()
      .then((payments) => sandbox?.addPastPayments(payments))
      .catch((error: unknown) => new Logger('Sandbox').error(error));
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
