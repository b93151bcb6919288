import assert from 'node:assert/strict';
import { findVariant, openPage, ordersOf, pay, stockOf } from '../buying.mjs';
import { mailTo } from '../outbox.mjs';
import { chapter, euros, say } from '../say.mjs';

/** @returns the order and the payment that made it */
export async function tellPurchase(shop, buyer, products) {
  chapter('A purchase');
  say(`Camille registers and logs in; her token is good for ${buyer.minutes} minutes.`);

  const variant = findVariant(products, ({ stock }) => stock === 10);
  say(`She looks at "${variant.productName}": ${euros(variant.priceCents)}, ${variant.stock} in stock.`);

  const page = await openPage(shop, buyer, variant, { quantity: 2 });
  say(`She puts 2 in her cart and goes to pay: ${page.url}`);
  const { events, deliveries } = await pay(shop, page);
  assert.ok(deliveries.every(({ status }) => status === 200));
  say(`She pays. The signed webhooks arrive and are answered ${deliveries.map(({ status }) => status).join(', ')}.`);

  const stock = await stockOf(shop, variant);
  assert.equal(stock, 8, `stock should be 8, is ${stock}`);
  say(`The stock went from 10 to ${stock}.`);

  const orders = await ordersOf(shop, buyer);
  assert.equal(orders.length, 1, `one order expected, found ${orders.length}`);
  const [order] = orders;
  assert.equal(order.status, 'CONFIRMED');
  assert.equal(order.totalCents, 2 * variant.priceCents + 790);
  say(`Her order ${order.orderNumber} is there: ${order.status}, ${euros(order.totalCents)} with delivery.`);

  const mail = await mailTo(shop, { to: buyer.email, subject: /est confirmée$/ });
  assert.ok(mail.text.includes(order.orderNumber));
  say(`A mail lies in ${mail.file}: "${mail.subject}".`);
  const event = events.find(({ type }) => type === 'checkout.session.completed');
  return { buyer, variant, order, page, event };
}
