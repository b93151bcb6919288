import type { Browser, Locator, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from './support/browser.js';
import { startApp, type RunningApp } from './support/start-app.js';

describeInBrowser('Swagger UI at /api/docs, in a browser', () => {
  let shop: RunningApp;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    shop = await startApp();
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  /** Opens an operation, sends its example and waits for the answer. */
  async function tryOut(operationId: string): Promise<{ status: string; body: Record<string, unknown> }> {
    const operation = page.locator(`[id$="-${operationId}"]`);
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Execute', exact: true }).click();
    const answer: Locator = operation.locator('.live-responses-table .response');
    const status = await answer.locator('.response-col_status').first().innerText();
    const body = JSON.parse(await answer.locator('.highlight-code code').first().innerText()) as Record<
      string,
      unknown
    >;
    return { status: status.trim(), body };
  }

  it('opens under our own content security policy, with every operation', async () => {
    const response = await page.goto(`${shop.url}/api/docs`);
    expect(response!.headers()['content-security-policy']).toContain("script-src 'self'");
    await page.locator('.opblock').first().waitFor();
    const { body } = await shop.http.get('/api/docs-json');
    const count = Object.values((body as { paths: Record<string, object> }).paths).flatMap((path) => Object.keys(path));
    expect(await page.locator('.opblock').count()).toBe(count.length);
    expect(complaints).toEqual([]);
  });

  it('registers and logs in with the examples, authorises, and reads the profile', async () => {
    await expect(tryOut('authRegister')).resolves.toMatchObject({ status: '201' });
    const login = await tryOut('authLogin');
    expect(login).toMatchObject({ status: '200', body: { accessToken: expect.any(String) } });

    await page.locator('.auth-wrapper .authorize').first().click();
    await page.locator('.auth-container input').fill(login.body.accessToken as string);
    await page.locator('.auth-container').getByRole('button', { name: 'Apply credentials' }).click();
    await page.locator('.modal-ux').getByRole('button', { name: 'Close' }).first().click();

    const profile = await tryOut('usersProfile');
    expect(profile).toMatchObject({ status: '200', body: { user: { email: 'sacha@example.com', username: 'sacha' } } });
    expect(complaints).toEqual([]);
  });
});
