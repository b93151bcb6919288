import assert from 'node:assert/strict';

/** The first matching variant, with its product's name. */
export function findVariant(products, fits) {
  for (const { name, slug, variants } of products) {
    const variant = variants.find(fits);
    if (variant) return { ...variant, productName: name, slug };
  }
  throw new Error('The demo catalogue has no such variant');
}

/** Requests a checkout session; the response may be a refusal. */
export function askForPage(shop, buyer, variant, { quantity = 1, promoCode } = {}) {
  const home = { addressLine1: '12 rue des Lilas', postalCode: '75011', city: 'Paris', country: 'France' };
  const body = {
    items: [{ variantId: variant.id, quantity }],
    customerEmail: buyer.email,
    promoCode,
    shipping: { fullName: `${buyer.name} Durand`, ...home },
    shippingMethodCode: 'COLISSIMO_HOME',
  };
  return shop.request('POST', '/api/checkout/create-session', { as: buyer, body });
}

export async function openPage(shop, buyer, variant, options) {
  const { status, body } = await askForPage(shop, buyer, variant, options);
  assert.equal(status, 201, `create-session answered ${status} ${body.code ?? ''}`);
  return body;
}

/** Pays on the sandbox's page; waits for the shop's responses to the webhooks, as Stripe does. */
export function pay(shop, { sessionId }) {
  return shop.expectStatus(200, 'POST', `/sandbox/pay/${sessionId}`, { body: { action: 'pay', delivery: 'once' } });
}

export async function ordersOf(shop, buyer) {
  return (await shop.get('/api/users/orders', buyer)).orders;
}

/** @returns {Promise<number>} units in stock */
export async function stockOf(shop, { slug, id }) {
  const { product } = await shop.get(`/api/products/${slug}`);
  return product.variants.find((variant) => variant.id === id).stock;
}
