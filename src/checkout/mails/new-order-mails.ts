import type { NewMail } from '../../mail/new-mail.js';

/** Mails to the buyer about an order; each is sent once. */
const toBuyer =
  (kind: string) =>
  (orderId: string): NewMail => ({ kind, key: `${kind}:${orderId}`, subjectId: orderId });

/** `refundId`: the refund that ended the order, for its amount. */
const afterRefund =
  (kind: string) =>
  (orderId: string, refundId?: string): NewMail => ({
    ...toBuyer(kind)(orderId),
    ...(refundId !== undefined && { data: { refundId } }),
  });

/** Paid: the confirmation. */
export const orderPaid = toBuyer('order.paid');
export const orderShipped = toBuyer('order.shipped');
export const orderDelivered = toBuyer('order.delivered');
/** Cancelled before it was shipped and refunded. */
export const orderCancelled = afterRefund('order.cancelled');
/** Refunded in full. */
export const orderRefunded = afterRefund('order.refunded');
/** Paid but sold out: refunded in full. */
export const orderOversold = toBuyer('order.oversold');

/** @param refundId the `Refund` row, for its amount */
export function orderPartlyRefunded(orderId: string, refundId: string): NewMail {
  const kind = 'order.partly-refunded';
  return { kind, key: `${kind}:${refundId}`, subjectId: orderId, data: { refundId } };
}

/** To the shop: an order that was paid but sold out. */
export function shopOversold(orderId: string): NewMail {
  return { kind: 'shop.oversold', key: `shop.oversold:${orderId}`, subjectId: orderId };
}

/**
 * To the shop: something needs a review.
 * @param key one mail per key: `dispute:<id>`. For events that may repeat, use `OutboxService.addOnce`
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
