import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { createOrder } from '../factories/order.js';
import { buyOrder } from '../factories/paid-order.js';
import { createProduct, createVariant } from '../factories/product.js';
import { createPromo } from '../factories/promo.js';
import { reviewOf } from '../factories/review.js';
import { createUser, type TestUser } from '../factories/user.js';
import type { RunningApp } from './start-app.js';

/** What an answer tells of something made. */
interface Made {
  id: string;
  variants: { id: string }[];
}

/** An administrator at work. */
export interface Desk {
  shop: RunningApp;
  admin: TestUser;
  /** Sends a request under `/api/admin` that has to succeed. @returns the answer's body */
  send(method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: object): Promise<Record<string, Made>>;
}

/** What has to be in the record after an act. `null`: no `before`, or no `after`. */
export interface Recorded {
  action: string;
  subjectId: string;
  before: object | null;
  after: object | null;
}

const PROMO = { type: 'FIXED', value: 500, validFrom: '2030-12-01', validUntil: '2030-12-31' };
const VARIANT = { name: 'Standard', priceCents: 4990, stock: 3 };

/** Every route of openapi.json that changes something for administrators: one act that proves that it leaves a row. */
export const ADMIN_ACTS: Record<string, (desk: Desk) => Promise<Recorded>> = {
  'POST /api/admin/products': async ({ send }) => {
    const slug = `coffret-${randomBytes(6).toString('hex')}`;
    const body = { name: 'Coffret', slug, category: 'Pokémon', variants: [VARIANT] };
    const product = (await send('post', 'products', body)).product!;
    const after = { name: 'Coffret', slug, variants: { [product.variants[0]!.id]: VARIANT } };
    return { action: 'product.create', subjectId: product.id, before: null, after };
  },
  'PUT /api/admin/products/{productId}': async ({ shop, send }) => {
    const { id, productId, name, priceCents } = await createVariant(shop.prisma);
    await send('put', `products/${productId}`, { category: 'Magic', variants: [{ id, name, priceCents: 10 }] });
    const [before, after] = [
      { category: 'Pokémon', variants: { [id]: { priceCents } } },
      { category: 'Magic', variants: { [id]: { priceCents: 10 } } },
    ];
    return { action: 'product.update', subjectId: productId, before, after };
  },
  'DELETE /api/admin/products/{productId}': async ({ shop, send }) => {
    const { id, slug } = await createProduct(shop.prisma);
    await send('delete', `products/${id}`);
    return { action: 'product.delete', subjectId: id, before: { slug }, after: null };
  },
  'PATCH /api/admin/users/{userId}': async ({ shop, send }) => {
    const { id } = await createUser(shop);
    await send('patch', `users/${id}`, { isAdmin: false, isVerified: true });
    return { action: 'user.update', subjectId: id, before: { isVerified: false }, after: { isVerified: true } };
  },
  'POST /api/admin/upload': async (desk) => {
    const name = await uploadPicture(desk);
    return { action: 'upload.create', subjectId: name, before: null, after: { name } };
  },
  'DELETE /api/admin/upload/{filename}': async (desk) => {
    const name = await uploadPicture(desk);
    await desk.shop.prisma.adminChange.deleteMany({ where: { subjectId: name } });
    await desk.send('delete', `upload/${name}`);
    return { action: 'upload.delete', subjectId: name, before: { name }, after: null };
  },
  'PATCH /api/admin/inventory/{variantId}': async ({ shop, send }) => {
    const { id } = await createVariant(shop.prisma, { stock: 10 });
    await send('patch', `inventory/${id}`, { stock: 7 });
    return { action: 'stock.correct', subjectId: id, before: { stock: 10 }, after: { stock: 7 } };
  },
  'POST /api/admin/promos': async ({ send }) => {
    const code = randomBytes(6).toString('hex').toUpperCase();
    const promo = (await send('post', 'promos', { ...PROMO, code })).promo!;
    return { action: 'promo.create', subjectId: promo.id, before: null, after: { code, value: 500 } };
  },
  'PUT /api/admin/promos/{promoId}': async ({ shop, send }) => {
    const { id } = await createPromo(shop.prisma, { value: 10 });
    await send('put', `promos/${id}`, { value: 15 });
    return { action: 'promo.update', subjectId: id, before: { value: 10 }, after: { value: 15 } };
  },
  'DELETE /api/admin/promos/{promoId}': async ({ shop, send }) => {
    const { id, code } = await createPromo(shop.prisma);
    await send('delete', `promos/${id}`);
    return { action: 'promo.delete', subjectId: id, before: { code }, after: null };
  },
  'POST /api/admin/orders/{orderId}/ship': async ({ shop, send }) => {
    const { id } = await createOrder(shop);
    await send('post', `orders/${id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' });
    const before = { status: 'CONFIRMED', carrier: null, trackingNumber: null };
    const after = { status: 'SHIPPED', carrier: 'UPS', trackingNumber: '1Z' };
    return { action: 'order.shipped', subjectId: id, before, after };
  },
  'POST /api/admin/orders/{orderId}/deliver': async ({ shop, send }) => {
    const { id } = await createOrder(shop, { status: 'SHIPPED' });
    await send('post', `orders/${id}/deliver`);
    return { action: 'order.delivered', subjectId: id, ...statuses('SHIPPED', 'DELIVERED') };
  },
  'PATCH /api/admin/orders/{orderId}/status': async ({ shop, send }) => {
    const { id } = await createOrder(shop, { status: 'PENDING' });
    await send('patch', `orders/${id}/status`, { status: 'CONFIRMED' });
    return { action: 'order.confirmed', subjectId: id, ...statuses('PENDING', 'CONFIRMED') };
  },
  'POST /api/admin/orders/{orderId}/refunds': async ({ shop, send }) => {
    const { id } = await buyOrder(shop);
    await send('post', `orders/${id}/refunds`, { amountCents: 100 });
    return {
      ...{ action: 'order.refund', subjectId: id },
      ...{ before: { refundedCents: 0 }, after: { refundedCents: 100 } },
    };
  },
  'PATCH /api/admin/reviews/{reviewId}': async ({ shop, send }) => {
    const { id } = await reviewOf(shop, { isApproved: false });
    await send('patch', `reviews/${id}`, { isApproved: true });
    const [before, after] = [{ isApproved: false }, { isApproved: true }];
    return { action: 'review.approve', subjectId: id, before, after };
  },
  'DELETE /api/admin/reviews/{reviewId}': async ({ shop, send }) => {
    const { id, productId } = await reviewOf(shop, { rating: 2 });
    await send('delete', `reviews/${id}`);
    return { action: 'review.delete', subjectId: id, before: { productId, rating: 2, isApproved: true }, after: null };
  },
  'POST /api/admin/events/{eventId}/replay': async ({ shop, send }) => {
    const id = `evt_${randomBytes(6).toString('hex')}`;
    const payload = { id, object: 'event', type: 'customer.created', data: { object: { id: 'cus_1' } } };
    await shop.prisma.stripeEvent.create({ data: { id, type: payload.type, payload, status: 'WAITING' } });
    await send('post', `events/${id}/replay`);
    return { action: 'event.replay', subjectId: id, ...statuses('WAITING', 'IGNORED') };
  },
};

/** Routes under `/api/admin` that are no GET and change nothing all the same, with the reason. */
export const CHANGES_NOTHING: Record<string, string> = {};

function statuses(before: string, after: string) {
  return { before: { status: before }, after: { status: after } };
}

async function uploadPicture({ shop, admin }: Desk): Promise<string> {
  const picture = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#b91c1c' } })
    .png()
    .toBuffer();
  const request = shop.http.post('/api/admin/upload').set(admin.auth);
  const { body } = await request.attach('images', picture, 'picture.png').expect(200);
  return (body.images as { filename: string }[])[0]!.filename;
}
