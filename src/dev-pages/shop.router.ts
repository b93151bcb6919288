import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Router, static as serveFiles, urlencoded, type Request, type RequestHandler } from 'express';
import { pageHeaders, sendPage } from '../common/pages/send-page.js';
import type { PrismaService } from '../prisma/prisma.service.js';
import type { MailBox } from './mail-box.js';
import { messagePage, orderPage, passwordPage } from './order.page.js';
import { findShownOrder } from './shown-order.js';
import { SHOP } from './storefront.js';

/** The example of a storefront, a page of one file. An image of the server has none. */
const EXAMPLE = fileURLToPath(new URL('../../examples/storefront/', import.meta.url));

/** The example has its script and its styles in the page; its pictures may be anywhere. */
const EXAMPLE_POLICY = [
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:",
  "connect-src 'self' http://localhost:* http://127.0.0.1:*; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
].join('; ');

/** Routes of the API that links of mails lead to, and the pages that say what they did. */
export const DONE_PAGES = [
  {
    route: '/api/auth/verify-email',
    path: '/email-verified',
    title: 'Adresse confirmée',
    text: 'Votre adresse e-mail est confirmée. Vous pouvez vous connecter.',
  },
  {
    route: '/api/2fa/undo',
    path: '/two-factor-removed',
    title: 'Double authentification retirée',
    text: 'La double authentification est retirée de votre compte. Un e-mail vous permet de choisir un nouveau mot de passe.',
  },
];

/** What is read of an answer. */
interface ApiBody {
  error?: string;
}

export interface ShopOptions {
  prisma: PrismaService;
  mails: MailBox;
  /** The URL of this server's API, for a call from this process: `http://127.0.0.1:8080/api`. */
  apiUrl: () => string;
  /** The example shop asks the API on port 8080 unless its address says another one. */
  exampleUrl: string;
}

/**
 * `/shop`: the example shop, and the pages that mails and payments lead to while no storefront runs, under the
 * storefront's paths. It answers this machine only, so it shows orders without a login.
 */
export function shopRouter({ prisma, mails, apiUrl, exampleUrl }: ShopOptions): Router {
  const router = Router();
  router.use(pageHeaders("form-action 'self'"));
  const form = urlencoded({ extended: false, limit: '10kb' });

  router.get('/checkout/success', async (request, response) => {
    const sessionId = text(request.query.sid ?? request.query.session_id);
    const { ok, body } = await callApi('GET', `/checkout/verify-session/${encodeURIComponent(sessionId)}`);
    const order = ok ? await findShownOrder(prisma, mails, { stripeSessionId: sessionId }) : null;
    if (order) sendPage(response, orderPage('Commande payée', order, true));
    else sendPage(response, messagePage('Commande', body.error ?? 'Cette commande n’existe pas.'), 404);
  });

  router.get(['/orders/:id', '/order-tracking/:id'], async (request, response) => {
    const order = await findShownOrder(prisma, mails, { id: text(request.params.id) });
    if (order) sendPage(response, orderPage('Suivi de commande', order, false));
    else sendPage(response, messagePage('Suivi de commande', 'Cette commande n’existe pas.'), 404);
  });

  for (const { path, title, text: done } of DONE_PAGES) {
    router.get(path, (_request, response) => sendPage(response, messagePage(title, done)));
  }

  router.get('/reset-password', (request, response) => {
    sendPage(response, passwordPage(`${SHOP}${request.url}`));
  });

  router.post('/reset-password', form, async (request: Request, response) => {
    const { token, email } = request.query;
    const { password } = request.body as { password?: unknown };
    const { ok, body } = await callApi('POST', '/auth/reset-password', { token, email, password });
    if (ok) sendPage(response, messagePage('Nouveau mot de passe', 'Le mot de passe est enregistré. Connectez-vous.'));
    else sendPage(response, passwordPage(`${SHOP}${request.url}`, body.error), 400);
  });

  if (existsSync(EXAMPLE)) {
    const policy: RequestHandler = (_request, response, next) => {
      response.set('Content-Security-Policy', EXAMPLE_POLICY);
      next();
    };
    router.get('/', (request, response, next) => {
      if (request.query.api) next();
      else response.redirect(303, exampleUrl);
    });
    router.use(policy, serveFiles(EXAMPLE));
  }

  // The storefront's other pages.
  router.get('{*path}', (request, response) => {
    if (request.path !== '/') response.redirect(303, `${SHOP}/`);
    else sendPage(response, messagePage('Boutique', 'La boutique d’exemple n’est pas installée ici.'), 404);
  });
  return router;

  async function callApi(method: string, path: string, body?: object): Promise<{ ok: boolean; body: ApiBody }> {
    const response = await fetch(`${apiUrl()}${path}`, {
      method,
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { ok: response.ok, body: (await response.json()) as ApiBody };
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
