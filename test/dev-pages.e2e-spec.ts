import { createServer, type Server } from 'node:http';
import getPort from 'get-port';
import type { Browser, Page } from 'playwright-core';
import { UndoTokens } from '../src/auth/two-factor/undo-tokens.js';
import { cartOf } from './factories/cart.js';
import { createGuardedUser } from './factories/two-factor.js';
import { createUser } from './factories/user.js';
import { expectAccessible } from './support/axe.js';
import { describeInBrowser, openBrowser } from './support/browser.js';
import { mailFileNames } from './support/mail-files.js';
import { productionEnv } from './support/production-env.js';
import { startApp, type RunningApp } from './support/start-app.js';

const VARIANT = 'demo-etb-flammes-fr';

/** The mails are written a moment after their cause. */
async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('the pages of development', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ NODE_ENV: 'development', SEED_DEMO: 'false' });
  });
  afterAll(() => shop.close());

  it('GET / › says how to make an administrator while there is none, and that there are no demo users', async () => {
    const { text } = await shop.http.get('/').expect(200).expect('Content-Type', /html/);
    expect(text).toContain('No administrator yet');
    expect(text).toContain('npm run admin:create -- --email');
    expect(text).toContain('SEED_DEMO=false');
    await createUser(shop, { email: 'chef@example.test', isAdmin: true });
    expect((await shop.http.get('/')).text).toContain('chef@example.test is an administrator');
  });

  it('GET /demo-accounts.json › answers an empty list without the demo', async () => {
    await shop.http.get('/demo-accounts.json').expect(200, []);
  });

  it('GET /inbox › answers an empty inbox, and 404 for a mail that is not there', async () => {
    expect((await shop.http.get('/inbox').expect(200)).text).toContain('No mail yet');
    for (const id of ['unknown', '..%2Fsecrets', 'a'.repeat(65), '%00'])
      await shop.http.get(`/inbox/${id}`).expect(404);
  });

  it('GET /shop/checkout/success › answers 404 with the API’s sentence for an unknown session', async () => {
    const { text } = await shop.http.get('/shop/checkout/success?sid=cs_test_x').expect(404);
    expect(text).toContain('Ce paiement est introuvable.');
    await shop.http.get('/shop/checkout/success?sid=a&sid=b').expect(404);
    await shop.http.get('/shop/orders/unknown').expect(404);
  });

  it('GET /shop/ › tells the example shop where the API is', async () => {
    await shop.http
      .get('/shop/')
      .expect(303)
      .expect('Location', /^\/shop\/\?api=http/);
    await shop.http.get('/shop/?api=http://localhost:8080').expect(200);
  });

  it('answers 404 ROUTE_NOT_FOUND in production', async () => {
    const production = await startApp({ ...productionEnv(), RATE_LIMIT_ENABLED: 'false' });
    for (const path of ['/', '/inbox', '/inbox/styles.css', '/demo-accounts.json', '/shop/', '/shop/orders/x']) {
      const { body } = await production.http.get(path).expect(404);
      expect(body.code).toBe('ROUTE_NOT_FOUND');
    }
    await production.close();
  });
});

describeInBrowser('the pages of development, in a browser', () => {
  let shop: RunningApp;
  let url: string;
  let storefront: string;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    // Nothing listens there.
    storefront = `http://localhost:${await getPort()}`;
    shop = await startApp({ NODE_ENV: 'development', CORS_ORIGIN: storefront, SCHEDULED_JOBS: 'true' });
    url = shop.url.replace('127.0.0.1', 'localhost');
    browser = await openBrowser();
    // For axe, which is a script.
    page = await browser.newPage({ bypassCSP: true });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  async function openCheckout(): Promise<string> {
    const cart = { ...cartOf([{ variantId: VARIANT, quantity: 2 }]), customerEmail: 'camille@example.test' };
    const { body } = await shop.http.post('/api/checkout/create-session').send(cart).expect(201);
    return body.url as string;
  }

  it('/ has links to everything, which answer, and the demo users, who can log in', async () => {
    await page.goto(url);
    await expectAccessible(page);
    const links = await page.locator('.links a').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
    expect(links).toEqual([
      '/api/docs',
      '/sandbox',
      '/inbox',
      expect.stringMatching(/^\/shop\/\?api=/),
      '/api/health/ready',
    ]);
    for (const link of links) await shop.http.get(link).redirects(1).expect(200);

    const rows = await page.locator('table').first().locator('tbody tr').all();
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const [email, password] = await row.locator('code').allInnerTexts();
      await shop.http.post('/api/auth/login').send({ email, password }).expect(200);
    }
    await page.getByText('admin@example.com is an administrator').waitFor();
  });

  it('leads from / to a paid order in four clicks, past a shop without broken pictures and equal lines', async () => {
    await page.goto(url);
    await page.getByRole('link', { name: 'Example shop' }).click();
    await page.getByRole('button', { name: 'Ajouter' }).first().waitFor();
    await expectAccessible(page);
    // Loads those that are further down.
    await page.evaluate('for (const image of document.images) image.loading = "eager"');
    await page.waitForFunction('document.images.length > 10 && [...document.images].every((image) => image.complete)');
    await expect(
      page.evaluate('[...document.images].filter((image) => image.naturalWidth === 0).map((image) => image.src)'),
    ).resolves.toEqual([]);
    for (const select of await page.locator('#products select').all()) {
      const lines = (await select.locator('option').allTextContents()).map((text) => text.trim());
      expect(new Set(lines).size).toBe(lines.length);
    }
    // No card is wider than its column.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

    await page.getByRole('button', { name: 'Ajouter' }).first().click();
    await page.getByLabel('Nom complet').fill('Camille Durand');
    await page.getByLabel('E-mail').fill('camille@example.com');
    await page.getByLabel('Adresse', { exact: true }).fill('12 rue des Lilas');
    await page.getByLabel('Code postal').fill('75011');
    await page.getByLabel('Ville').fill('Paris');
    await page.getByRole('button', { name: 'Payer', exact: true }).click();
    await page.getByRole('button', { name: /^Payer \d/ }).click();
    await page.getByText('Merci').first().waitFor();
    await expect(page.locator('#order').innerText()).resolves.toContain('BLVD-');
  });

  it('/inbox shows a mail in HTML and text, and its links work without a storefront', async () => {
    await eventually(() => mailFileNames(shop).some((name) => name.endsWith('.eml')));
    const { email } = await createUser(shop, { isVerified: true });
    await shop.http.post('/api/auth/forgot-password').send({ email }).expect(200);
    await eventually(async () => (await shop.http.get('/inbox')).text.includes(email));

    await page.goto(`${url}/inbox`);
    await expectAccessible(page);
    await page.locator('tr', { hasText: email }).getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: 'Plain text' }).waitFor();
    await expectAccessible(page);
    const html = page.frameLocator('iframe');
    const opened = page.waitForEvent('popup');
    await html.getByRole('link').first().click();
    const tab = await opened;
    await tab.getByRole('heading', { name: 'Nouveau mot de passe' }).waitFor();
    await expectAccessible(tab);
    await tab.getByLabel('Nouveau mot de passe').fill('court');
    await tab.getByRole('button').click();
    await tab.getByRole('alert').waitFor();
    await tab.getByLabel('Nouveau mot de passe').fill('Raichu2026');
    await tab.getByRole('button').click();
    await tab.getByText('Le mot de passe est enregistré').waitFor();
    await shop.http.post('/api/auth/login').send({ email, password: 'Raichu2026' }).expect(200);
    await tab.close();
    await expect(page.locator('pre a').first().getAttribute('href')).resolves.toMatch(/^\/shop\/reset-password\?/);
  });

  it('the links of mails that confirm an address and undo two-factor lead to pages that say so', async () => {
    const body = { email: 'flora@example.test', username: 'flora', password: 'Pikachu25' };
    await shop.http.post('/api/auth/register').send(body).expect(201);
    await eventually(async () => (await shop.http.get('/inbox')).text.includes(body.email));
    await page.goto(`${url}/inbox`);
    await page.locator('tr', { hasText: body.email }).getByRole('link').click();
    const link = new URL((await page.locator('pre a[href*="verify-email"]').getAttribute('href'))!);
    await page.goto(`${url}${link.pathname}${link.search}`);
    await page.getByText('Votre adresse e-mail est confirmée.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/shop/email-verified');
    await expectAccessible(page);

    const { id } = await createGuardedUser(shop);
    const { enabledAt } = await shop.prisma.twoFactor.findUniqueOrThrow({ where: { userId: id } });
    const token = shop.app.get(UndoTokens).seal({ userId: id, enabledAt: enabledAt! });
    await page.goto(`${url}/api/2fa/undo?token=${token}`);
    await page.getByRole('button', { name: 'Retirer la double authentification' }).click();
    await page.getByText('La double authentification est retirée de votre compte.').waitFor();
    await expectAccessible(page);
    await shop.http.get('/api/auth/verify-email?token=x').expect(400);
  });

  it('runs no script of a mail and lets it load nothing', async () => {
    const [name] = mailFileNames(shop);
    const { headers } = await shop.http.get(`/inbox/${name!.replace('.eml', '')}/html`).expect(200);
    expect(headers['content-security-policy']).toMatch(/^sandbox allow-popups[^;]*; default-src 'none';/);
    expect(headers['content-security-policy']).not.toMatch(/allow-scripts|allow-same-origin/);
  });

  it('a payment in the sandbox leads to a page with order, stock and mail', async () => {
    await page.goto(`${url}/sandbox`);
    await expectAccessible(page);
    await page.goto(await openCheckout());
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Payer \d/ }).click();
    await page.waitForURL(`${url}/shop/checkout/success?sid=*`);
    await page.getByText('Le paiement est fait').waitFor();
    await expectAccessible(page);
    const line = page.locator('tr', { hasText: 'Coffret Braise' });
    await expect(line.innerText()).resolves.toContain('10 → 8');
    await page.locator('main ul').getByRole('link').first().click();
    await page.frameLocator('iframe').getByRole('heading').first().waitFor();
    await page.goBack();
    await page.goto(`${url}/sandbox`);
    await page.locator('td a').first().click();
    await page.getByText('Le paiement est fait').waitFor();
    await expectAccessible(page);
  });

  it('a payment leads to the storefront while one runs, and so does a cancelled one', async () => {
    const { port } = new URL(storefront);
    const own: Server = createServer((_request, response) => response.end('<title>Own storefront</title>'));
    await new Promise<void>((resolve) => own.listen(Number(port), '127.0.0.1', resolve));
    await page.goto(await openCheckout());
    await page.getByRole('button', { name: /^Payer \d/ }).click();
    await page.waitForURL(`${storefront}/checkout/success?sid=*`);
    expect(await page.title()).toBe('Own storefront');
    await page.goto(await openCheckout());
    await page.getByRole('link', { name: 'Annuler' }).click();
    await page.waitForURL(`${storefront}/panier`);
    own.closeAllConnections();
    own.close();
  });
});
