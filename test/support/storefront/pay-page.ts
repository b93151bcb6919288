import type { RunningApp } from '../start-app.js';

/** What a buyer types where the page asks for it. */
const TYPED: Record<string, string> = {
  email: 'camille@example.test',
  phone: '+33612345678',
  name: 'Camille Durand',
  'address[line1]': '12 rue des Lilas',
  'address[postal_code]': '75011',
  'address[city]': 'Paris',
  'address[country]': 'FR',
};

/**
 * Opens the page that create-session led to, fills its form and presses the button of that action.
 * @returns where the browser is sent: after `pay` a page of the storefront
 */
export async function payOnPage(shop: RunningApp, url: string, action: 'pay' | 'decline' = 'pay'): Promise<string> {
  const { pathname } = new URL(url);
  const { text } = await shop.http.get(pathname).set('Accept', 'text/html').expect(200);
  const target = /<form method="post" action="([^"]+)"/.exec(text)?.[1];
  if (target === undefined) throw new Error(`No form on ${url}`);
  const asked = [...text.matchAll(/\bname="([^"]+)"/g)].map(([, name]) => name!);
  const fields = Object.fromEntries(asked.filter((name) => name in TYPED).map((name) => [name, TYPED[name]]));
  const answer = await shop.http
    .post(new URL(target, url).pathname)
    .set('Accept', 'text/html')
    .type('form')
    .redirects(0)
    .send({ ...fields, delivery: 'once', action });
  return answer.get('location') ?? '';
}
