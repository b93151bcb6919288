import { NotFoundException } from '@nestjs/common';
import { Router } from 'express';
import { pageHeaders, sendPage, sendStyles } from '../common/pages/send-page.js';
import type { PrismaService } from '../prisma/prisma.service.js';
import { framedHtml, inboxPage, mailPage } from './inbox.page.js';
import type { BoxedMail, MailBox } from './mail-box.js';
import { STYLES } from './page.js';
import { withWorkingLinks } from './storefront.js';

/** The mail's own styles are in its tags. Nothing in it runs, and it can't reach the page around it. */
const FRAME_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

export interface InboxOptions {
  prisma: PrismaService;
  mails: MailBox;
  isSmtp: boolean;
  storefrontUrl: string;
}

/** `/inbox`: the mails that would have been sent. */
export function inboxRouter({ prisma, mails, isSmtp, storefrontUrl }: InboxOptions): Router {
  const router = Router();
  router.use(pageHeaders("frame-src 'self'; form-action 'none'"));

  router.get('/styles.css', (_request, response) => {
    sendStyles(response, STYLES);
  });

  router.get('/', async (_request, response) => {
    const waiting = await prisma.outboxMail.count({ where: { doneAt: null } });
    sendPage(response, inboxPage({ mails: await mails.list(), waiting, isSmtp }));
  });

  router.get('/:id', async (request, response) => {
    const mail = await get(request.params.id);
    sendPage(response, mailPage({ ...mail, text: await withWorkingLinks(mail.text, storefrontUrl) }));
  });

  router.get('/:id/html', async (request, response) => {
    const { html } = await get(request.params.id);
    response.set('Content-Security-Policy', FRAME_POLICY).type('html');
    response.send(framedHtml(await withWorkingLinks(html, storefrontUrl)));
  });

  router.get('/:id/raw', async (request, response) => {
    const { raw } = await get(request.params.id);
    response.type('text/plain').send(raw);
  });
  return router;

  async function get(id: string): Promise<BoxedMail> {
    const mail = await mails.read(id);
    if (!mail) throw new NotFoundException();
    return mail;
  }
}
