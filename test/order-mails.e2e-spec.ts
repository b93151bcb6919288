import * as about from '../src/checkout/mails/new-order-mails.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import type { NewMail } from '../src/mail/new-mail.js';
import { openSession } from './factories/cart.js';
import { billingAddress, createOrder } from './factories/order.js';
import { createVariant } from './factories/product.js';
import { createUser } from './factories/user.js';
import { mailFileNames, readMailFile } from './support/mail-files.js';
import { readMail, type ReadMail } from './support/read-mail.js';
import { paySession } from './support/sandbox.js';
import { startSmtp, type ReceivedMail, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const EVIL = `<script>alert("1")</script>`;
const SHOP = 'boutique@boulevard.test';
const STOREFRONT = 'https://boutique.example';

describe('mails about orders', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({
      SMTP_URL: smtp.url,
      MAIL_FROM: `BoulevardTCG <${SHOP}>`,
      CONTACT_TO_EMAIL: 'equipe@boulevard.test',
      STOREFRONT_URL: `${STOREFRONT}/`,
    });
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
  });
  beforeEach(() => void smtp.mails.splice(0));

  const send = async (...mails: NewMail[]): Promise<ReceivedMail[]> => {
    await shop.prisma.outboxMail.createMany({ data: mails });
    await shop.app.get(JobsService).run('outbox');
    expect(await shop.prisma.outboxMail.count({ where: { doneAt: null } })).toBe(0);
    return smtp.mails;
  };
  const sendOne = async (mail: NewMail): Promise<ReceivedMail> => {
    const mails = await send(mail);
    expect(mails).toHaveLength(1);
    return mails[0]!;
  };

  /** Two boosters at 12,90 € and a display at 1 000,00 €, by a guest. */
  async function twoLines(overrides: Parameters<typeof createOrder>[1] = {}) {
    const booster = await createVariant(shop.prisma, { priceCents: 1290 });
    const display = await createVariant(shop.prisma, { priceCents: 100_000 });
    return createOrder(shop, {
      lines: [
        { variant: booster, quantity: 2, productName: 'Booster Écarlate', variantName: 'Standard' },
        { variant: display, productName: 'Display 151', variantName: 'Français' },
      ],
      discountCents: 580,
      promoCode: 'BIENVENUE',
      ...overrides,
    });
  }

  it('the confirmation has the items, discount, shipping, total and address, in both parts', async () => {
    const order = await twoLines();
    const { from, to, headers, subject, html, text } = await sendOne(about.orderPaid(order.id));

    expect([from, to]).toEqual([SHOP, ['camille@example.test']]);
    expect(headers).toMatchObject({
      from: `BoulevardTCG <${SHOP}>`,
      to: 'camille@example.test',
      'reply-to': 'equipe@boulevard.test',
    });
    expect(subject).toBe(`Votre commande ${order.orderNumber} est confirmée`);
    const rows = [
      ['Booster Écarlate × 2', '25,80\u00a0€'],
      ['Display 151 (Français) × 1', '1\u202f000,00\u00a0€'],
      ['Sous-total', '1\u202f025,80\u00a0€'],
      ['Remise (BIENVENUE)', '\u22125,80\u00a0€'],
      ['Livraison', '7,90\u00a0€'],
      ['Total payé', '1\u202f027,90\u00a0€'],
    ];
    for (const [what, howMuch] of rows) {
      expect(text).toContain(`\n${what}\u00a0: ${howMuch}\n`);
      expect(html.replace(/<[^>]+>/g, '|')).toContain(`|${what}||${howMuch}|`);
    }
    for (const line of ['Bonjour,', 'Camille Durand', '12 rue des Lilas', '75011 Paris', 'France']) {
      expect(text).toContain(line);
      expect(html).toContain(line);
    }
  });

  it('the confirmation says “Offerte” for free shipping, and nothing of a discount there was not', async () => {
    const order = await createOrder(shop, { shippingCost: 0 });
    const { text } = await sendOne(about.orderPaid(order.id));
    expect(text).toContain('Livraison\u00a0: Offerte');
    expect(text).not.toContain('Remise');
  });

  it('the confirmation leads a guest to the tracking page, with a token that opens it', async () => {
    const order = await twoLines();
    const { html, text } = await sendOne(about.orderPaid(order.id));
    const link = linkIn(text, `/order-tracking/${order.id}`);
    expect(html).toContain(`href="${link.href}"`);
    const { body } = await shop.http.get(`/api/orders/${order.id}${link.search}`).expect(200);
    expect(body).toMatchObject({ access: 'token', order: { orderNumber: order.orderNumber } });
  });

  it('the confirmation greets an account by its first name at its own verified address alone', async () => {
    const verified = await createUser(shop, { firstName: 'Ondine', isVerified: true });
    const unverified = await createUser(shop, { firstName: 'Ondine' });
    const to = ({ id, email }: { id: string; email: string }) =>
      twoLines({ userId: id, billingAddress: { ...billingAddress, email } });
    const orders = [
      await to(verified),
      await to(unverified),
      await to({ ...verified, email: 'somebody-else@example.test' }),
    ];
    const mails = await send(...orders.map(({ id }) => about.orderPaid(id)));
    const greetings = mails.map(({ to: [address], text }) => [address, /^Bonjour.*$/m.exec(text)![0]]);
    expect(new Map(greetings as [string, string][])).toEqual(
      new Map([
        [verified.email, 'Bonjour Ondine,'],
        [unverified.email, 'Bonjour,'],
        ['somebody-else@example.test', 'Bonjour,'],
      ]),
    );
  });

  it('the confirmation leads an account to its order', async () => {
    const user = await createUser(shop);
    const order = await twoLines({ userId: user.id });
    const { html, text } = await sendOne(about.orderPaid(order.id));
    expect(linkIn(text, `/orders/${order.id}`).search).toBe('');
    expect(html).toContain(`href="${STOREFRONT}/orders/${order.id}"`);
    expect(text).not.toContain('token=');
  });

  it('goes to the account where the bill has no e-mail, and to nobody where there is none at all', async () => {
    const user = await createUser(shop);
    const own = await twoLines({ userId: user.id, billingAddress: { ...billingAddress, email: null } });
    const erased = await twoLines({ billingAddress: { ...billingAddress, email: null }, shippingAddress: {} });
    const mails = await send(about.orderPaid(own.id), about.orderPaid(erased.id), about.orderPaid('deleted'));
    expect(mails.map(({ to }) => to)).toEqual([[user.email]]);
  });

  it.each(['camille@example.test, autre@example.test', 'camille@example.test\r\nBcc: autre@example.test', 'camille'])(
    'goes to nobody where the bill’s e-mail is %j',
    async (email) => {
      const order = await twoLines({ billingAddress: { ...billingAddress, email } });
      expect(await send(about.orderPaid(order.id))).toEqual([]);
    },
  );

  it('escapes names, products, codes and addresses', async () => {
    const address = { ...billingAddress.address, line1: `${EVIL} 1`, city: `${EVIL} 2` };
    const order = await createOrder(shop, {
      lines: [{ productName: `${EVIL} 3`, variantName: `"${EVIL} 4` }],
      discountCents: 100,
      promoCode: `${EVIL} 5`,
      shippingAddress: { name: `${EVIL} 6`, phone: null, address },
    });
    const { html, text } = await sendOne(about.orderPaid(order.id));
    for (const place of [1, 2, 3, 4, 5, 6]) {
      expect(html).toContain(`&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; ${place}`);
      expect(text).toContain(`${EVIL} ${place}`);
    }
    expect(html).not.toContain('<script');
  });

  it('shipped: with the carrier’s page and the tracking page', async () => {
    const parcel = { carrier: 'CHRONOPOST', trackingNumber: 'XY 1&2' } as const;
    const order = await twoLines({ status: 'SHIPPED', ...parcel });
    const { subject, text, html } = await sendOne(about.orderShipped(order.id));
    expect(subject).toBe(`Votre commande ${order.orderNumber} est en route`);
    expect(text).toContain('avec Chronopost');
    expect(text).toContain('https://www.chronopost.fr/fr/suivi-colis?listeNumerosLT=XY%201%262');
    expect(html).toContain('href="https://www.chronopost.fr/fr/suivi-colis?listeNumerosLT=XY%201%262"');
    expect(linkIn(text, `/order-tracking/${order.id}`).searchParams.get('token')).toMatch(/^eyJ/);
  });

  it('shipped: tells what the order is when it is sent', async () => {
    const order = await twoLines({ status: 'SHIPPED', carrier: 'UPS', trackingNumber: 'wrong' });
    await shop.prisma.order.update({
      where: { id: order.id },
      data: { trackingNumber: 'right', trackingUrl: 'https://example.test/right' },
    });
    const { text } = await sendOne(about.orderShipped(order.id));
    expect(text).toContain('https://example.test/right');
    expect(text).not.toContain('wrong');
  });

  it.each([
    ['delivered', about.orderDelivered, 'est arrivée', 'a été livrée'],
    ['cancelled', about.orderCancelled, 'est annulée', '1\u202f027,90\u00a0€'],
    ['refunded', about.orderRefunded, 'est remboursée', '1\u202f027,90\u00a0€'],
    ['oversold', about.orderOversold, 'est remboursée\u00a0: article épuisé', '1\u202f027,90\u00a0€'],
  ])('%s: to the buyer, with the tracking page', async (_, mail, subject, words) => {
    const user = await createUser(shop);
    const order = await twoLines({ userId: user.id });
    const received = await sendOne(mail(order.id));
    expect(received.to).toEqual(['camille@example.test']);
    expect(received.subject).toBe(`Votre commande ${order.orderNumber} ${subject}`);
    for (const part of [received.text, received.html]) expect(part).toContain(words);
    expect(linkIn(received.text, `/order-tracking/${order.id}`).searchParams.get('token')).toMatch(/^eyJ/);
  });

  it.each([
    [102_790, 'Votre banque vous a déjà rendu les 1\u202f027,90\u00a0€ que vous avez payés.'],
    [100_000, 'nous vous rendons 27,90\u00a0€, sur le moyen de paiement'],
  ])('cancelled after %i cents were lost in a dispute: who gives what back', async (lostCents, words) => {
    const order = await twoLines({ lostCents });
    expect((await sendOne(about.orderCancelled(order.id))).text).toContain(words);
  });

  it.each([
    [0, 2790, 'Nous vous avons déjà remboursé 1\u202f000,00\u00a0€\u202f; nous vous rendons 27,90\u00a0€, sur'],
    [
      90_000,
      2790,
      'rendu 900,00\u00a0€ et nous vous avons déjà remboursé 100,00\u00a0€\u202f; nous vous rendons 27,90\u00a0€,',
    ],
    [90_000, 0, 'Votre banque vous a déjà rendu 900,00\u00a0€ et nous vous avons déjà remboursé 127,90\u00a0€.'],
  ])(
    'refunded after %i cents were lost, by %i cents at last: what went back before',
    async (lostCents, last, words) => {
      const order = await twoLines({ lostCents });
      const refund = { orderId: order.id, cause: 'ORDER', amountCents: last, idempotencyKey: order.id } as const;
      const { id } = await shop.prisma.refund.create({ data: refund });
      expect((await sendOne(about.orderRefunded(order.id, id))).text).toContain(words);
    },
  );

  it('partly refunded: one mail a refund, with its amount', async () => {
    const order = await twoLines();
    const refunds = [];
    for (const amountCents of [1290, 500]) {
      const data = {
        orderId: order.id,
        amountCents,
        cause: 'PARTIAL',
        idempotencyKey: `refund:${order.id}:${amountCents}`,
      } as const;
      refunds.push(await shop.prisma.refund.create({ data }));
    }
    const mails = await send(...refunds.map(({ id }) => about.orderPartlyRefunded(order.id, id)));
    const texts = mails.map(({ text }) => text).join();
    expect(mails).toHaveLength(2);
    for (const amount of ['12,90\u00a0€', '5,00\u00a0€']) expect(texts).toContain(`Nous vous remboursons ${amount}`);
  });

  it('oversold and alarms: to the shop', async () => {
    const order = await twoLines();
    const alarm = { subject: 'Litige\r\nBcc: autre@example.test', lines: [`Motif : ${EVIL}`], orderId: order.id };
    const mails = await send(about.shopOversold(order.id), about.shopAlert('dispute:1', alarm));
    expect(mails.map(({ to }) => to)).toEqual([['equipe@boulevard.test'], ['equipe@boulevard.test']]);
    const dispute = mails.find(({ subject }) => subject.startsWith('Litige'))!;
    expect(dispute.subject).toBe('Litige Bcc: autre@example.test');
    expect(dispute.headers).not.toHaveProperty('bcc');
    expect(dispute.html).not.toContain('<script');
    for (const { text } of mails) expect(text).toContain(order.orderNumber);
  });
});

/** The link to a page of the storefront, alone on its line. */
function linkIn(text: string, path: string): URL {
  const line = text.split('\n').find((one) => one.startsWith(`${STOREFRONT}${path}`));
  if (!line) throw new Error(`No link to ${path} in:\n${text}`);
  return new URL(line);
}

describe('the mails of a purchase', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  /** What has been sent about an order, by kind. */
  async function sentAbout(orderId: string): Promise<{ kind: string; mail: ReadMail }[]> {
    await shop.app.get(JobsService).run('outbox');
    const rows = await shop.prisma.outboxMail.findMany({
      where: { subjectId: orderId },
      orderBy: { createdAt: 'asc' },
    });
    expect(rows.filter(({ doneAt }) => doneAt === null)).toEqual([]);
    const files = mailFileNames(shop);
    return rows
      .filter(({ id }) => files.includes(`${id}.eml`))
      .map(({ id, kind }) => ({ kind, mail: readMail(readMailFile(shop, id)) }));
  }

  it('one confirmation, however often the payment is reported or asked for', async () => {
    const buyer = await createUser(shop);
    const { sessionId } = await openSession(shop, { user: buyer, quantity: 2, priceCents: 4990 });
    await paySession(shop, sessionId, { delivery: 'twice' });
    const verify = () => shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
    const [{ body }] = await Promise.all([verify(), verify(), verify()]);
    const { orderId, orderNumber } = body as { orderId: string; orderNumber: string };

    const [paid, ...more] = await sentAbout(orderId);
    expect(more).toEqual([]);
    expect(paid!.kind).toBe('order.paid');
    expect(paid!.mail.headers.to).toBe('camille@example.test');
    expect(paid!.mail.subject).toContain(orderNumber);
    expect(paid!.mail.text).toContain('Total payé\u00a0: 107,70\u00a0€');
    expect(paid!.mail.text).toContain(`/orders/${orderId}\n`);
  });

  it('a guest’s opens the tracking page without a login', async () => {
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId);
    const { body } = await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
    const [paid] = await sentAbout(body.orderId);
    const link = /http:\/\/localhost:5173\/order-tracking\/([\w-]+)(\?token=\S+)/.exec(paid!.mail.text)!;
    const tracked = await shop.http.get(`/api/orders/${link[1]}${link[2]}`).expect(200);
    expect(tracked.body).toMatchObject({ access: 'token', order: { orderNumber: body.orderNumber } });
  });
});
