import type { Browser, Page } from 'playwright-core';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { describeInBrowser, openBrowser } from './support/browser.js';
import { startSandboxServer, type SandboxServer, payIn } from './support/sandbox-server.js';

describeInBrowser('the pages of the sandbox in a browser', () => {
  let sandbox: SandboxServer;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    sandbox = await startSandboxServer();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    // The shop's own pages, which are not what this is about.
    await page.route('http://shop.test/**', (route) => route.fulfill({ body: 'La boutique' }));
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  const open = async (overrides: Parameters<typeof stripeSession>[0] = {}) => {
    const session = await sandbox.stripe.checkout.sessions.create(
      stripeSession({
        success_url: 'http://shop.test/ok?sid={CHECKOUT_SESSION_ID}',
        cancel_url: 'http://shop.test/panier',
        ...overrides,
      }),
    );
    await page.goto(session.url!);
    return session;
  };

  it('shows the cart, takes address and shipping, pays, and arrives at the shop', async () => {
    const option = (name: string, amount: number) => ({
      shipping_rate_data: {
        display_name: name,
        fixed_amount: { amount, currency: 'eur' },
        type: 'fixed_amount' as const,
      },
    });
    const coupon = await sandbox.stripe.coupons.create({ amount_off: 500, currency: 'eur', name: 'BIENVENUE' });
    const session = await open({
      line_items: [stripeLine(1250, 2), stripeLine(899, 1, 'Dracaufeu <b>holo</b> & "rare" • Français • 1re édition')],
      discounts: [{ coupon: coupon.id }],
      shipping_address_collection: { allowed_countries: ['FR', 'BE', 'CH'] },
      phone_number_collection: { enabled: true },
      shipping_options: [option('Mondial Relay', 490), option('Colissimo à domicile', 790)],
    });
    expect(await page.textContent('.items')).toContain('Dracaufeu <b>holo</b> & "rare"');
    await page.getByLabel('Adresse e-mail').fill('sacha@example.com');
    await page.getByLabel('Téléphone').fill('+33612345678');
    await page.getByLabel('Nom complet').fill('Sacha Ketchum');
    await page.getByLabel('Adresse', { exact: true }).fill('1 rue du Bourg');
    await page.getByLabel('Code postal').fill('1000');
    await page.getByLabel('Ville').fill('Bruxelles');
    await page.getByLabel('Pays').selectOption('BE');
    expect(await page.locator('.sum').last().innerText()).toBe('33,89\u00a0€');
    await page.getByLabel('Colissimo à domicile').check();
    expect(await page.locator('.sum').last().innerText()).toBe('36,89\u00a0€');
    await page.getByText('Livraison du webhook').click();
    await page.getByRole('button', { name: /^Payer 36,89/ }).click();

    await page.waitForURL(`http://shop.test/ok?sid=${session.id}`);
    expect(await sandbox.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: 'paid',
      amount_total: 2500 + 899 - 500 + 790,
      customer_details: { email: 'sacha@example.com', phone: '+33612345678' },
      collected_information: {
        shipping_details: { name: 'Sacha Ketchum', address: { city: 'Bruxelles', country: 'BE' } },
      },
    });
    expect(sandbox.received.map(({ event }) => event.type)).toContain('checkout.session.completed');
    await page.goto(session.url!);
    await page.getByText('Le paiement est fait').waitFor();
  });

  it('refuses a card, keeps what was typed, then lets it pay later and settle', async () => {
    const session = await open();
    await page.getByLabel('Adresse e-mail').fill('ondine@example.com');
    await page.getByRole('button', { name: 'Carte refusée' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Votre carte a été refusée');
    expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe('ondine@example.com');
    problems.length = 0; // Chromium notes the 402.

    await page.getByRole('button', { name: 'Payer plus tard' }).click();
    await page.getByRole('heading', { name: 'Paiement en attente' }).waitFor();
    await page.getByRole('button', { name: 'L’argent arrive' }).click();
    await page.getByText('Le paiement est fait').waitFor();
    expect((await sandbox.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
  });

  it('expires, cancels, and sends a held event with the button of the index', async () => {
    await open({ customer_email: 'pierre@example.com' });
    await page.getByRole('link', { name: 'Annuler et revenir à la boutique' }).click();
    await page.waitForURL('http://shop.test/panier');

    const session = await open({ customer_email: 'pierre@example.com' });
    await page.getByText('Livraison du webhook').click();
    await page.getByLabel('Pas du tout').check();
    await page.getByRole('button', { name: 'Laisser expirer' }).click();
    await page.getByText('Cette page de paiement a expiré').waitFor();
    const before = sandbox.received.length;
    await page.getByRole('link', { name: 'BoulevardTCG' }).click();
    await page.getByRole('button', { name: 'Envoyer', exact: true }).first().click();
    await page.getByText('Sessions', { exact: true }).waitFor();
    expect(
      sandbox.received.slice(before).map(({ event }) => [event.type, (event.data.object as { id: string }).id]),
    ).toEqual([['checkout.session.expired', session.id]]);
  });

  const openPaid = async () => {
    const { id, url } = await sandbox.stripe.checkout.sessions.create(stripeSession());
    const { session } = await payIn(sandbox, id);
    sandbox.received.length = 0;
    await page.goto(url!);
    return { id, intent: session.payment_intent as string };
  };
  const types = () => sandbox.received.map(({ event }) => event.type);

  it('makes a partial refund in euros, lets it fail, and refunds the full amount', async () => {
    const { intent } = await openPaid();
    await page.getByLabel('Montant en euros').fill('7,50');
    await page.getByLabel('Issue').selectOption('En attente');
    await page.getByRole('button', { name: 'Rembourser' }).click();
    const row = page.locator('.money-row').first();
    await row.getByText('en attente').waitFor();
    expect(await row.innerText()).toContain('7,50\u00a0€');
    await row.getByLabel('Webhook').selectOption('Deux fois');
    await row.getByRole('button', { name: 'Échoue' }).click();
    await row.getByText('échoué').waitFor();
    expect(types().filter((type) => type === 'refund.failed')).toHaveLength(2);

    await page.getByRole('button', { name: 'Rembourser' }).click();
    await page.getByText('Tout est remboursé').waitFor();
    const { data } = await sandbox.stripe.refunds.list({ payment_intent: intent });
    expect(data.map(({ amount, status }) => [amount, status])).toEqual([
      [2500, 'succeeded'],
      [750, 'failed'],
    ]);
  });

  it('says what is wrong with an amount, and keeps it', async () => {
    await openPaid();
    await page.getByLabel('Montant en euros').fill('99,00');
    await page.getByRole('button', { name: 'Rembourser' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('dépasse ce qui reste');
    expect(await page.getByLabel('Montant en euros').inputValue()).toBe('99,00');
    problems.length = 0; // Chromium notes the 400.
  });

  it('opens a dispute, answers it, and wins it', async () => {
    await openPaid();
    await page.getByLabel('Motif').selectOption('Colis non reçu');
    await page.getByRole('button', { name: 'Contester le paiement' }).click();
    await page.getByText('attend une réponse').waitFor();
    await page.getByRole('button', { name: 'Répondre' }).click();
    await page.getByText('à l’étude').waitFor();
    await page.getByRole('button', { name: 'Gagné' }).click();
    await page.getByText('gagné', { exact: true }).waitFor();
    expect(types()).toContain('charge.dispute.closed');
    const [dispute] = (await sandbox.stripe.disputes.list()).data;
    expect(dispute).toMatchObject({ status: 'won', reason: 'product_not_received' });
  });

  it('plants faults and takes them away, turns the clock forward and back', async () => {
    await page.goto(sandbox.base);
    await page.getByLabel('Appel').selectOption('Rembourser');
    await page.getByLabel('Panne').selectOption('Réponse perdue, pourtant fait');
    await page.getByLabel('Fois').fill('3');
    await page.getByRole('button', { name: 'Planter' }).click();
    await page.getByText('0 sur 3').waitFor();
    const { body } = await sandbox.http.get('/faults');
    expect(body.faults).toMatchObject([{ match: { path: '/v1/refunds', method: null }, kind: 'lost', times: 3 }]);
    await page.getByRole('button', { name: 'Tout retirer' }).click();
    await page.getByText('Aucune : chaque appel').waitFor();

    const { id } = await sandbox.stripe.checkout.sessions.create(stripeSession());
    await page.getByRole('button', { name: '+ 1 jour' }).click();
    await page.getByText('en avance sur l’heure réelle').waitFor();
    expect((await sandbox.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
    await page.getByRole('button', { name: 'Revenir à l’heure réelle' }).click();
    await page.getByText('heure réelle', { exact: true }).waitFor();
  });
});
