import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Router, type Request, type Response } from 'express';
import { ownMachineOnly } from '../common/network/own-machine.js';
import { pageHeaders, sendPage } from '../common/pages/send-page.js';
import { requestId } from '../common/request-id.js';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { checkoutConfig, SESSION_ID, type CheckoutConfig } from '../config/checkout.config.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { reachableHost } from '../config/hosts.js';
import { mailConfig, type MailConfig } from '../config/mail.config.js';
import { placesOf } from '../config/places.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import { uploadConfig, type UploadConfig } from '../config/upload.config.js';
import { DemoData } from '../demo/demo-data.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { homePage } from './home.page.js';
import { inboxRouter } from './inbox.router.js';
import { MailBox } from './mail-box.js';
import { DONE_PAGES, shopRouter } from './shop.router.js';
import { isAway, redirectsTo, SHOP } from './storefront.js';

/** Where Swagger UI reads the demo accounts, as JSON. */
export const DEMO_ACCOUNTS = '/demo-accounts.json';

/** Where a buyer goes after the sandbox's page while no storefront runs. */
export const SHOP_PAGES = {
  isAway,
  successUrl: `${SHOP}/checkout/success?sid=${SESSION_ID}`,
  cancelUrl: `${SHOP}/`,
};

/**
 * Serves the pages of development: `/`, the mail inbox, the example shop. Call it before the shop's pipeline is set up:
 * like the sandbox they have their own, and answer this machine only.
 */
export function mountDevPages(app: NestExpressApplication): void {
  const config = app.get<AppConfig>(appConfig.KEY);
  const mail = app.get<MailConfig>(mailConfig.KEY);
  const { storefrontUrl } = app.get<CheckoutConfig>(checkoutConfig.KEY);
  const { sandbox } = app.get<StripeConfig>(stripeConfig.KEY);
  const places = placesOf(app.get<DatabaseConfig>(databaseConfig.KEY), mail, app.get<UploadConfig>(uploadConfig.KEY));
  const prisma = app.get(PrismaService);
  const demo = app.get(DemoData);
  const mails = new MailBox(mail.dataDir);
  const guard = [requestId, ownMachineOnly(config)];
  const server = app.getHttpServer();
  const apiUrl = (): string => {
    const { address, port } = server.address() as AddressInfo;
    return `http://${reachableHost(address)}:${port}/api`;
  };

  const exampleUrl = `${SHOP}/?api=${config.publicUrl}`;
  const home = Router();
  const headers = pageHeaders("form-action 'none'");
  home.get('/', guard, headers, async (_request: Request, response: Response) => {
    const admin = await prisma.user.findFirst({ where: { isAdmin: true }, orderBy: { createdAt: 'asc' } });
    const page = homePage({
      services: [
        ['API', `${config.publicUrl}/api`],
        ['Database', places.database],
        ['Mails', places.mails],
        ['Uploads', places.uploads],
        ['Payments', sandbox ? 'Stripe sandbox, no real payment' : 'Stripe'],
        ['Storefront', storefrontUrl],
      ],
      links: [
        { href: '/api/docs', name: 'Swagger UI', text: 'Read and try the API' },
        ...(sandbox ? [{ href: '/sandbox', name: 'Stripe sandbox', text: 'Pay, refund, dispute, break a call' }] : []),
        { href: '/inbox', name: 'Mail inbox', text: 'The mails that would have been sent' },
        { href: exampleUrl, name: 'Example shop', text: 'Find an article, buy it, see the order' },
        { href: '/api/health/ready', name: 'Health', text: 'Whether database and migrations are fine' },
      ],
      accounts: await demo.accounts(),
      admin: admin?.email ?? null,
    });
    sendPage(response, page);
  });
  home.get(DEMO_ACCOUNTS, guard, headers, async (_request: Request, response: Response) => {
    const accounts = await demo.accounts();
    response.json(accounts.map(({ name, email, password }) => ({ name, email, password })));
  });
  app.use(home);
  app.use('/inbox', guard, inboxRouter({ prisma, mails, isSmtp: mail.smtpUrl !== undefined, storefrontUrl }));
  for (const { route, path } of DONE_PAGES) app.use(route, redirectsTo(`${SHOP}${path}`, storefrontUrl));
  app.use(SHOP, guard, shopRouter({ prisma, mails, apiUrl, exampleUrl }));
}
