import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import {
  OrderEventResponse,
  orderWithEventsInclude,
  toOrderEventResponse,
} from '../orders/dto/order-event.response.js';
import { orderInclude, OrderResponse, toOrderResponse } from '../orders/dto/order.response.js';
import {
  toDisputeResponse,
  toPaymentWarningResponse,
  type DisputeResponse,
  type PaymentWarningResponse,
} from './dispute.response.js';

export const adminOrderInclude = {
  ...orderInclude,
  user: { select: { id: true, email: true, username: true, firstName: true, lastName: true } },
} satisfies Prisma.OrderInclude;
export type AdminOrderRow = Prisma.OrderGetPayload<{ include: typeof adminOrderInclude }>;

export class OrderOwnerResponse {
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
  /** @example "Ondine" */
  firstName!: string | null;
  /** @example "Azuria" */
  lastName!: string | null;
}

/** Amounts in euro cents. */
export class AdminOrderResponse extends OrderResponse {
  /** Null for a guest, and once the account is gone. */
  @ApiProperty({ type: OrderOwnerResponse, nullable: true })
  user!: OrderOwnerResponse | null;

  /** @example false */
  needsReview!: boolean;
  /** Why somebody has to look at it. */
  reviewNote!: string | null;
  /** @example "cs_test_demo_7" */
  stripeSessionId!: string | null;
  /** @example "pi_demo_7" */
  paymentIntentId!: string | null;
  /** What went back or is on its way back. @example 0 */
  refundedCents!: number;
  /** What the buyer's bank took for good, by disputes. @example 0 */
  lostCents!: number;
}

export class AdminOrderDetailResponse extends AdminOrderResponse {
  /** Oldest first. */
  events!: OrderEventResponse[];
  /** Oldest first. */
  disputes!: DisputeResponse[];
  /** Oldest first. */
  paymentWarnings!: PaymentWarningResponse[];
}

export class AdminOrdersResponse {
  orders!: AdminOrderResponse[];
  pagination!: PaginationResponse;
}

export class OneAdminOrderResponse {
  order!: AdminOrderDetailResponse;
}

export class ChangedOrderResponse {
  /** @example "La commande est à jour." */
  message!: string;
  order!: AdminOrderResponse;
}

export function toAdminOrder(order: AdminOrderRow): AdminOrderResponse {
  const { user, needsReview, reviewNote, stripeSessionId, paymentIntentId, refundedCents, lostCents } = order;
  return Object.assign(toOrderResponse(order), {
    user: user && {
      id: user.id,
      email: user.email,
      username: user.username,
      firstName: user.firstName,
      lastName: user.lastName,
    },
    needsReview,
    reviewNote,
    stripeSessionId,
    paymentIntentId,
    refundedCents,
    lostCents,
  });
}

export const adminOrderDetailInclude = {
  ...adminOrderInclude,
  ...orderWithEventsInclude,
  disputes: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] },
  paymentWarnings: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.OrderInclude;
type DetailRow = Prisma.OrderGetPayload<{ include: typeof adminOrderDetailInclude }>;

export function toAdminOrderDetail(order: DetailRow): AdminOrderDetailResponse {
  return Object.assign(toAdminOrder(order), {
    events: order.events.map(toOrderEventResponse),
    disputes: order.disputes.map(toDisputeResponse),
    paymentWarnings: order.paymentWarnings.map(toPaymentWarningResponse),
  });
}
