import assert from 'node:assert/strict';
import { ordersOf, stockOf } from '../buying.mjs';
import { chapter, say } from '../say.mjs';

export async function tellRepeat(shop, { buyer, variant, order, event, page }) {
  chapter('The same webhook again');
  const before = await stockOf(shop, variant);
  const again = () => shop.expectStatus(200, 'POST', `/sandbox/events/${event.id}/deliver`);
  const deliveries = await Promise.all([again(), again()]);
  assert.deepEqual(
    deliveries.map(({ status }) => status),
    [200, 200],
  );
  const verified = await shop.get(`/api/checkout/verify-session/${page.sessionId}`, buyer);
  assert.equal(verified.orderId, order.id);
  assert.equal((await ordersOf(shop, buyer)).length, 1, 'a repeated webhook made another order');
  assert.equal(await stockOf(shop, variant), before, 'a repeated webhook took stock');
  say(`Stripe delivers ${event.type} twice more, and the success page asks as well: all are answered 200.`);
  say(`There is still one order, and ${before} in stock.`);
}
