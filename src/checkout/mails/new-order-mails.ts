import type { NewMail } from '../../mail/new-mail.js';

/** What happened to an order as far as its buyer is told; each is told once. */
const toBuyer =
  (kind: string) =>
  (orderId: string): NewMail => ({ kind, key: `${kind}:${orderId}`, subjectId: orderId });

/** Paid: the confirmation. */
export const orderPaid = toBuyer('order.paid');
export const orderShipped = toBuyer('order.shipped');
export const orderDelivered = toBuyer('order.delivered');
/** Cancelled before it was sent, the money going back. */
export const orderCancelled = toBuyer('order.cancelled');
/** All the money goes back. */
export const orderRefunded = toBuyer('order.refunded');
/** Paid, but sold out: all the money goes back. */
export const orderOversold = toBuyer('order.oversold');

/** @param refundId the `Refund` row; its amount is told */
export function orderPartlyRefunded(orderId: string, refundId: string): NewMail {
  const kind = 'order.partly-refunded';
  return { kind, key: `${kind}:${refundId}`, subjectId: orderId, data: { refundId } };
}

/** To the shop: an order that was paid and could not be served. */
export function shopOversold(orderId: string): NewMail {
  return { kind: 'shop.oversold', key: `shop.oversold:${orderId}`, subjectId: orderId };
}

/**
 * To the shop: something that needs a person.
 * @param key one mail a key: `dispute:<id>`. Where the same may be noticed again, use `OutboxService.addOnce`
 * @param about `lines` in French, without personal data; `orderId` when it is about an order
 */
export function shopAlert(key: string, about: { subject: string; lines: string[]; orderId?: string }): NewMail {
  const { subject, lines, orderId } = about;
  return {
    kind: 'shop.alert',
    key: `shop.alert:${key}`,
    subjectId: orderId ?? key,
    data: { subject, lines, orderId: orderId ?? null },
  };
}
