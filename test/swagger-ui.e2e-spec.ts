import type { Browser, Locator, Page } from 'playwright-core';
import { TAGS } from '../src/openapi/document-texts.js';
import { createGuardedUser } from './factories/two-factor.js';
import { createAdmin } from './factories/user.js';
import { currentDocument } from './support/api-routes.js';
import { describeInBrowser, openBrowser } from './support/browser.js';
import { shownExample, type Schema } from './support/shown-example.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** What loading the page may cost, compressed. */
const MOST_BYTES = 1_500_000;

/** The page is large: on a busy machine each step takes seconds. */
jest.setTimeout(180_000);

describeInBrowser('Swagger UI at /api/docs, in a browser', () => {
  let shop: RunningApp;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requested: { url: string; bytes: Promise<number> }[] = [];

  beforeAll(async () => {
    shop = await startApp({ NODE_ENV: 'development', JWT_EXPIRES_IN: '25s' });
    browser = await openBrowser();
    page = await browser.newPage();
    page.setDefaultTimeout(90_000);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
    page.on('requestfinished', (request) => {
      const bytes = request.sizes().then((sizes) => sizes.responseHeadersSize + sizes.responseBodySize);
      requested.push({ url: request.url(), bytes });
    });
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });
  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  const open = async (tag: string): Promise<void> => {
    const group = page.locator('.opblock-tag-section', { has: page.locator(`.opblock-tag[data-tag="${tag}"]`) });
    if (!(await group.evaluate((element) => element.classList.contains('is-open')))) {
      await group.locator('.opblock-tag').click();
    }
  };

  /** Opens an operation, sends its example with the given parameters and waits for the response. */
  async function tryOut(tag: string, operationId: string, parameters: Record<string, string> = {}) {
    await open(tag);
    const operation = page.locator(`[id$="-${operationId}"]`);
    if (!(await operation.evaluate((element) => element.classList.contains('is-open')))) {
      await operation.locator('.opblock-summary-control').click();
    }
    for (const [name, value] of Object.entries(parameters)) {
      await operation.locator(`[data-param-name="${name}"] input`).fill(value);
    }
    await operation.getByRole('button', { name: 'Execute', exact: true }).click();
    const response: Locator = operation.locator('.live-responses-table .response');
    const status = await response.locator('.response-col_status').first().innerText();
    const text = await response.locator('.highlight-code code').first().innerText();
    return { status: status.trim().split(/\s/)[0], body: JSON.parse(text) };
  }

  async function logIn(email: string, password: string): Promise<void> {
    await page.locator('.auth-wrapper .authorize').first().click();
    const dialog = page.locator('.modal-ux');
    const logout = dialog.getByRole('button', { name: 'Remove authorization' });
    if (await logout.isVisible()) await logout.click();
    await dialog.getByLabel('E-mail').fill(email);
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  it('opens under our own content security policy, compressed, with no request to another machine', async () => {
    const response = await page.goto(`${shop.url}/api/docs`, { waitUntil: 'networkidle' });
    expect(response!.headers()['content-security-policy']).toContain("script-src 'self'");
    await page.locator('.opblock-tag').first().waitFor();
    expect(requested.map(({ url }) => new URL(url).origin).filter((origin) => origin !== shop.url)).toEqual([]);
    const bytes = await Promise.all(requested.map((request) => request.bytes));
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('shows the groups in the order of a day, closed, each with a sentence; schemas are closed too', async () => {
    const groups = page.locator('.opblock-tag');
    expect(await groups.evaluateAll((all) => all.map((one) => one.getAttribute('data-tag')))).toEqual(
      Object.keys(TAGS),
    );
    expect(await groups.locator('small').allInnerTexts()).toEqual(Object.values(TAGS));
    expect(await page.locator('.opblock, .model-container').count()).toBe(0);
  });

  it('finds operations by path and summary as well as by group', async () => {
    const filter = page.getByPlaceholder('Filter by group, path or summary');
    await filter.fill('create-session');
    await page.locator('.opblock-tag').nth(1).waitFor({ state: 'detached' });
    await open('checkout');
    expect(await page.locator('.opblock-summary-path').allInnerTexts()).toEqual([
      expect.stringContaining('create-session'),
    ]);
    await filter.fill('');
  });

  it('shows an example of each response with the values of the demo, and one entry for general failures', async () => {
    await open('orders');
    const operation = page.locator('[id$="-ordersGetOwn"]');
    await operation.locator('.opblock-summary-control').click();
    const responses = operation.locator('.responses-table .response');
    await responses.first().waitFor();
    const statuses = await responses.evaluateAll((all) => all.map((one) => one.getAttribute('data-code')));
    expect(statuses).toEqual(['200', '400', '401', '404', 'default']);
    const shown = await responses.first().locator('.highlight-code code').first().innerText();
    const { schemas } = (await currentDocument(shop)).components as { schemas: Record<string, Schema> };
    const withoutTimes = (json: string) => JSON.parse(json.replace(/"20[^"]+T[^"]+Z"/g, '"a time"')) as unknown;
    const expected = shownExample(schemas, schemas.OneOrderResponse!);
    expect(withoutTimes(shown)).toEqual(withoutTimes(JSON.stringify(expected)));
    expect(expected).toMatchObject({ order: { id: 'demo-order-7', trackingNumber: null, items: [{ quantity: 2 }] } });
  });

  it('links to the sandbox, the errors and the document', async () => {
    const links = page.getByRole('navigation', { name: 'Links' }).getByRole('link');
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
    expect(addresses).toEqual(expect.arrayContaining(['/sandbox', '/api/docs/errors', '/api/docs-json']));
    for (const address of addresses) await shop.http.get(address).expect(200);
  });

  it('logs in by e-mail and password', async () => {
    const { body: registered } = await tryOut('auth', 'authRegister');
    expect(registered.user.username).toBe('sacha');
    await logIn('sacha@example.com', 'Pikachu25');
    const profile = await tryOut('account', 'usersProfile');
    expect(profile).toMatchObject({ status: '200', body: { user: { email: 'sacha@example.com' } } });
  });

  it('buys and pays', async () => {
    const session = await tryOut('checkout', 'checkoutCreate');
    expect(session.status).toBe('201');
    const sandbox = await browser.newPage();
    await sandbox.goto(new URL(new URL(session.body.url as string).pathname, shop.url).href);
    await sandbox.getByRole('button', { name: /^Payer [0-9]/ }).click();
    // No storefront answers, so the example shop takes its place.
    await sandbox.waitForURL('**/shop/**');
    await sandbox.close();
  });

  it('shows the order; an administrator ships it', async () => {
    const { body: own } = await tryOut('orders', 'ordersListOwn');
    expect(own.orders).toEqual([expect.objectContaining({ status: 'CONFIRMED' })]);
    const admin = await createAdmin(shop);
    await logIn(admin.email, admin.password);
    const shipped = await tryOut('admin: orders', 'adminOrdersShip', { orderId: own.orders[0].id });
    expect(shipped).toMatchObject({ status: '200', body: { order: { status: 'SHIPPED' } } });
  });

  it('keeps the login over a reload, and renews an access token that is about to expire', async () => {
    await page.reload();
    await page.locator('.opblock-tag').first().waitFor();
    requested.length = 0;
    await expect(tryOut('admin: figures', 'dashboardGet')).resolves.toMatchObject({ status: '200' });
    expect(requested.map(({ url }) => new URL(url).pathname)).toContain('/api/auth/refresh');
  });

  it('says why a login is refused', async () => {
    await page.locator('.auth-wrapper .authorize').first().click();
    const dialog = page.locator('.modal-ux');
    await dialog.getByLabel('E-mail').fill('sacha@example.com');
    await dialog.getByLabel('Password').fill('Salameche4');
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
    expect(await dialog.getByRole('alert').innerText()).toBe('Adresse e-mail ou mot de passe incorrect.');
    expect(await dialog.getByLabel('Two-factor code').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    // Chromium notes the 401.
    complaints.length = 0;
  });

  it('can be logged in to with the keyboard: the focus goes to the dialog, stays there and comes back', async () => {
    const dialog = page.locator('.modal-ux');
    const opener = page.locator('.auth-wrapper .authorize').first();
    const hasFocus = (locator: Locator) => locator.evaluate((element) => element.matches(':focus'));
    await opener.press('Enter');
    const email = dialog.getByLabel('E-mail');
    await email.waitFor();
    expect(await hasFocus(email)).toBe(true);
    const stops = dialog.locator('a[href], button, input');
    await stops.last().press('Tab');
    expect(await hasFocus(stops.first())).toBe(true);
    await stops.first().press('Shift+Tab');
    expect(await hasFocus(stops.last())).toBe(true);
    await stops.last().press('Enter');
    await page.locator('.auth-wrapper .authorize:focus').waitFor();
    await logIn('sacha@example.com', 'Pikachu25');
    await page.locator('.auth-wrapper .authorize:focus').waitFor();
  });

  it('asks for a code where the account has two-factor login, and again after a wrong one', async () => {
    const user = await createGuardedUser(shop);
    await page.locator('.auth-wrapper .authorize').first().click();
    const dialog = page.locator('.modal-ux');
    await dialog.getByRole('button', { name: 'Remove authorization' }).click();
    await dialog.getByLabel('E-mail').fill(user.email);
    await dialog.getByLabel('Password').fill(user.password);
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
    await dialog.getByLabel('Two-factor code').fill(user.phone.wrongCode());
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
    await dialog.getByText('Ce code est incorrect, périmé ou déjà utilisé.').waitFor();
    // Chromium notes the 401.
    complaints.length = 0;
    await dialog.getByLabel('Two-factor code').fill(user.phone.code());
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('has all operations, register first, and a link to each', async () => {
    const { paths } = await currentDocument(shop);
    const count = Object.values(paths).flatMap((methods) => Object.keys(methods)).length;
    for (const tag of Object.keys(TAGS)) await open(tag);
    expect(await page.locator('.opblock').count()).toBe(count);
    const first = page.locator('.opblock').first();
    expect(await first.getAttribute('id')).toBe('operations-auth-authRegister');
    expect(await first.locator('a.nostyle').first().getAttribute('href')).toBe('#/auth/authRegister');
  });
});
