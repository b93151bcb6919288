import assert from 'node:assert/strict';
import { findVariant, openPage, ordersOf, pay } from '../buying.mjs';
import { chapter, euros, say } from '../say.mjs';

export async function tellPromo(shop, { admin, buyer }, products) {
  chapter('A promo code');
  const code = 'CONSOLATION10';
  const days = { validFrom: '2020-01-01T00:00:00.000Z', validUntil: '2099-12-31T00:00:00.000Z' };
  const terms = { code, type: 'PERCENTAGE', value: 10, usageLimit: 1, ...days };
  await shop.expectStatus(201, 'POST', '/api/admin/promos', { as: admin, body: terms });
  say(`${admin.name}, who runs the shop, makes ${code}: 10 % off, for one order.`);

  const variant = findVariant(products, ({ stock }) => stock > 10);
  const page = await openPage(shop, buyer, variant, { promoCode: code });
  await pay(shop, page);
  const [order] = await ordersOf(shop, buyer);
  assert.equal(order?.discountCents, Math.round(variant.priceCents / 10));
  assert.equal(order.totalCents, variant.priceCents - order.discountCents + 790);
  say(`${buyer.name} buys "${variant.productName}" with it: ${euros(order.discountCents)} less.`);

  const quote = { code, totalCents: variant.priceCents };
  const refusal = await shop.expectStatus(400, 'POST', '/api/promo/validate', { as: admin, body: quote });
  assert.equal(refusal.code, 'PROMO_LIMIT_REACHED');
  say(`The next one is told: "${refusal.error}"`);
}
