import type { Browser, Page } from 'playwright-core';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { describeInBrowser, openBrowser } from './support/browser.js';
import { removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';

describeInBrowser('the payment page in a browser', () => {
  let room: SandboxRoom;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    room = await startSandboxRoom();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    // The shop's own pages, which are not what this is about.
    await page.route('http://shop.test/**', (route) => route.fulfill({ body: 'La boutique' }));
  });
  afterAll(async () => {
    await browser.close();
    await room.close();
    removeRoom(room);
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  const open = async (overrides: Parameters<typeof stripeSession>[0] = {}) => {
    const session = await room.stripe.checkout.sessions.create(
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
    const coupon = await room.stripe.coupons.create({ amount_off: 500, currency: 'eur', name: 'BIENVENUE' });
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
    expect(await room.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: 'paid',
      amount_total: 2500 + 899 - 500 + 790,
      customer_details: { email: 'sacha@example.com', phone: '+33612345678' },
      collected_information: {
        shipping_details: { name: 'Sacha Ketchum', address: { city: 'Bruxelles', country: 'BE' } },
      },
    });
    expect(room.received.map(({ event }) => event.type)).toContain('checkout.session.completed');
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
    expect((await room.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
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
    const before = room.received.length;
    await page.getByRole('link', { name: 'BoulevardTCG' }).click();
    await page.getByRole('button', { name: 'Envoyer', exact: true }).first().click();
    await page.getByText('Sessions', { exact: true }).waitFor();
    expect(
      room.received.slice(before).map(({ event }) => [event.type, (event.data.object as { id: string }).id]),
    ).toEqual([['checkout.session.expired', session.id]]);
  });
});
