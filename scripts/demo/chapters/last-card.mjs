import assert from 'node:assert/strict';
import { askForPage, findVariant, ordersOf, pay, stockOf } from '../buying.mjs';
import { chapter, say } from '../say.mjs';

/** @returns who got the card, and who did not */
export async function tellLastCard(shop, buyers, products) {
  const variant = findVariant(products, ({ stock }) => stock === 1);
  chapter('Two buyers, one card');
  say(`Of "${variant.productName}" one single card is left, and two customers go to pay at the same moment.`);

  const answers = await Promise.all(
    buyers.map(async (buyer) => ({ buyer, ...(await askForPage(shop, buyer, variant)) })),
  );
  const opened = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  assert.equal(opened.length, 1, `one payment page expected, found ${opened.length}`);
  const [{ buyer: winner, body: page }] = opened;
  const [{ buyer: loser, body: refusal, status }] = refused;
  assert.equal(`${status} ${refusal.code}`, '409 INSUFFICIENT_STOCK');
  say(`${winner.name} gets a payment page, which holds the card.`);
  say(`${loser.name} is told before paying anything: "${refusal.error}"`);

  await pay(shop, page);
  const [order] = await ordersOf(shop, winner);
  assert.equal(order?.status, 'CONFIRMED');
  const left = await stockOf(shop, variant);
  assert.equal(left, 0, `stock should be 0, is ${left}`);
  say(`${winner.name} pays and has ${order.orderNumber}. The stock is ${left}, and never was below.`);

  const { sessions } = await shop.get('/sandbox');
  assert.ok(!sessions.some((session) => session.customer_email === loser.email), 'the loser has a page to pay');
  assert.equal((await ordersOf(shop, loser)).length, 0);
  say(`${loser.name} has paid nothing: at Stripe there is not even a page.`);
  return { winner, loser };
}
