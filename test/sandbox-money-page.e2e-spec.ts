import type { Browser, Page } from 'playwright-core';
import { stripeSession } from './factories/stripe-session.js';
import { describeInBrowser, openBrowser } from './support/browser.js';
import { payIn, removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';

describeInBrowser('the pages of the sandbox after a payment, in a browser', () => {
  let room: SandboxRoom;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    room = await startSandboxRoom();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    await room.close();
    removeRoom(room);
  });
  beforeEach(() => {
    room.received.length = 0;
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  const openPaid = async () => {
    const { id, url } = await room.stripe.checkout.sessions.create(stripeSession());
    const { session } = await payIn(room, id);
    room.received.length = 0;
    await page.goto(url!);
    return { id, intent: session.payment_intent as string };
  };
  const types = () => room.received.map(({ event }) => event.type);

  it('gives back a part in euros, lets it fail, and gives back all', async () => {
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
    const { data } = await room.stripe.refunds.list({ payment_intent: intent });
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
    const [dispute] = (await room.stripe.disputes.list()).data;
    expect(dispute).toMatchObject({ status: 'won', reason: 'product_not_received' });
  });

  it('plants faults and takes them away, turns the clock forward and back', async () => {
    await page.goto(room.base);
    await page.getByLabel('Appel').selectOption('Rembourser');
    await page.getByLabel('Panne').selectOption('Réponse perdue, pourtant fait');
    await page.getByLabel('Fois').fill('3');
    await page.getByRole('button', { name: 'Planter' }).click();
    await page.getByText('0 sur 3').waitFor();
    const { body } = await room.http.get('/faults');
    expect(body.faults).toMatchObject([{ match: { path: '/v1/refunds', method: null }, kind: 'lost', times: 3 }]);
    await page.getByRole('button', { name: 'Tout retirer' }).click();
    await page.getByText('Aucune : chaque appel').waitFor();

    const { id } = await room.stripe.checkout.sessions.create(stripeSession());
    await page.getByRole('button', { name: '+ 1 jour' }).click();
    await page.getByText('en avance sur l’heure réelle').waitFor();
    expect((await room.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
    await page.getByRole('button', { name: 'Revenir à l’heure réelle' }).click();
    await page.getByText('heure réelle', { exact: true }).waitFor();
  });
});
