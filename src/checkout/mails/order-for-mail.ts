import type { Prisma } from '../../generated/sqlite/client.js';
import type { Address, BillingAddress } from '../fulfilment/addresses.js';
import type { OrderLinks } from './order-links.js';

export const mailedOrder = {
  items: { orderBy: { id: 'asc' } },
  user: { select: { email: true, firstName: true } },
} satisfies Prisma.OrderInclude;

type OrderRow = Prisma.OrderGetPayload<{ include: typeof mailedOrder }>;

/** An order as its mails tell of it: as it is when they are sent. */
export interface OrderForMail {
  order: OrderRow;
  /** Where to; null once personal data had to go. */
  email: string | null;
  name: string | null;
  shippingAddress: Address | null;
  links: OrderLinks;
}

export function toOrderForMail(order: OrderRow, links: OrderLinks): OrderForMail {
  // Written by fulfilment/paid-order.ts and by nobody else.
  const billing = order.billingAddress as BillingAddress | null;
  const shippingAddress = order.shippingAddress as Address | null;
  return {
    order,
    email: billing?.email ?? order.user?.email ?? null,
    name: order.user?.firstName ?? shippingAddress?.name ?? billing?.name ?? null,
    shippingAddress,
    links,
  };
}
