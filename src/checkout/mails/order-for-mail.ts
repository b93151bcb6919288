import type { Prisma, Refund } from '../../prisma/client.js';
import type { Address, BillingAddress } from '../rules/addresses.js';
import type { OrderLinks } from './order-links.js';

export const mailedOrder = {
  items: { orderBy: { id: 'asc' } },
  user: { select: { email: true, firstName: true, isVerified: true } },
} satisfies Prisma.OrderInclude;

type OrderRow = Prisma.OrderGetPayload<{ include: typeof mailedOrder }>;

/** A refund with what its mail needs. */
export type RefundForMail = Pick<Refund, 'amountCents'>;

/** An order with what its mails need, as it is when they are sent. */
export interface OrderForMail {
  order: OrderRow;
  /** Recipient; null once the personal data was erased. */
  email: string | null;
  /** Name for the greeting; null when the e-mail address is not verified. */
  name: string | null;
  shippingAddress: Address | null;
  links: OrderLinks;
}

export function toOrderForMail(order: OrderRow, links: OrderLinks): OrderForMail {
  // Written by orders/placement/paid-order.ts only.
  const billing = order.billingAddress as BillingAddress | null;
  const shippingAddress = order.shippingAddress as Address | null;
  const email = billing?.email ?? order.user?.email ?? null;
  // Anyone can enter any name with any address. Only a verified address is greeted by name.
  const isOwn = order.user?.isVerified === true && order.user.email === email?.toLowerCase();
  return {
    order,
    email,
    name: isOwn ? (order.user?.firstName ?? shippingAddress?.name ?? billing?.name ?? null) : null,
    shippingAddress,
    links,
  };
}
