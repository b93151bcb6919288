import assert from 'node:assert/strict';
import { mailTo } from '../outbox.mjs';
import { chapter, say } from '../say.mjs';

export async function tellParcel(shop, admin, { buyer, order }) {
  chapter('A parcel');
  const body = { carrier: 'COLISSIMO', trackingNumber: '6A12345678901' };
  const ship = () => shop.expectStatus(200, 'POST', `/api/admin/orders/${order.id}/ship`, { as: admin, body });
  const [shipped] = await Promise.all([ship(), ship()]);
  assert.equal(shipped.order.status, 'SHIPPED');
  say(`${admin.name} ships ${order.orderNumber}, and clicks twice.`);

  const mail = await mailTo(shop, { to: buyer.email, subject: /est en route$/ });
  say(`One mail leaves: "${mail.subject}".`);

  const [link] = /http\S+\/order-tracking\/\S+/.exec(mail.text) ?? [];
  assert.ok(link, 'the mail has no tracking link');
  const token = new URL(link).searchParams.get('token');
  const path = `/api/orders/${order.id}`;
  const tracked = await shop.get(`${path}?token=${token}`);
  assert.equal(tracked.order.status, 'SHIPPED');
  assert.equal(tracked.order.events.filter(({ type }) => type === 'SHIPPED').length, 1);
  assert.equal(tracked.order.shippingAddress, undefined);
  say(`Its link opens the order without a login, and shows no address: ${tracked.order.trackingUrl}`);
  const closed = await shop.expectStatus(401, 'GET', path);
  say(`Without the link: "${closed.error}"`);
}
