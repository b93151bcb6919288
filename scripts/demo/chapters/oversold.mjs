import assert from 'node:assert/strict';
import { findVariant, openPage, pay, stockOf } from '../buying.mjs';
import { mailTo } from '../outbox.mjs';
import { chapter, euros, say } from '../say.mjs';

export async function tellOversold(shop, { admin, buyer }, products) {
  chapter('Paid, and gone');
  const variant = findVariant(products, ({ stock }) => stock > 1 && stock < 5);
  const page = await openPage(shop, buyer, variant);
  say(`${buyer.name} is about to pay "${variant.productName}".`);
  const path = `/api/admin/inventory/${variant.id}`;
  await shop.expectStatus(200, 'PATCH', path, { as: admin, body: { stock: 0, reason: 'Dégât des eaux' } });
  say(`Meanwhile ${admin.name} counts the stock: the cellar was flooded, and none is left.`);

  await pay(shop, page);
  const verified = await shop.request('GET', `/api/checkout/verify-session/${page.sessionId}`, { as: buyer });
  assert.equal(`${verified.status} ${verified.body.code}`, '409 ORDER_REFUNDED');
  say(`${buyer.name} pays, and reads: "${verified.body.error}"`);

  const refunded = await shop.get('/api/admin/orders?status=REFUNDED', admin);
  // The demo data have one, too.
  const orders = refunded.orders.filter(({ user }) => user?.email === buyer.email);
  assert.equal(orders.length, 1, `one refunded order expected, found ${orders.length}`);
  const [order] = orders;
  const { refunds } = await shop.get(`/api/admin/orders/${order.id}/refunds`, admin);
  assert.deepEqual(
    refunds.map(({ amountCents, status }) => [amountCents, status]),
    [[order.totalCents, 'SUCCEEDED']],
  );
  assert.equal(await stockOf(shop, variant), 0);
  say(
    `Nobody had to do anything: all of ${euros(order.totalCents)} went back, once, and ${order.orderNumber} says so.`,
  );
  const mail = await mailTo(shop, { to: buyer.email, subject: /article épuisé$/ });
  say(`A mail explains it: "${mail.subject}".`);
}
