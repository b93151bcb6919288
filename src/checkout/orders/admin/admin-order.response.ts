import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Prisma } from '../../../generated/sqlite/client.js';
import { OrderEventResponse, orderWithEventsInclude, toOrderEventResponse } from '../dto/order-event.response.js';
import { orderInclude, OrderResponse, toOrderResponse } from '../dto/order.response.js';

export const adminOrderInclude = {
  ...orderInclude,
  user: { select: { id: true, email: true, username: true, firstName: true, lastName: true } },
} satisfies Prisma.OrderInclude;
export type AdminOrderRow = Prisma.OrderGetPayload<{ include: typeof adminOrderInclude }>;

export class OrderOwnerResponse {
  id!: string;
  email!: string;
  username!: string;
  firstName!: string | null;
  lastName!: string | null;
}

/** Amounts in euro cents. */
export class AdminOrderResponse extends OrderResponse {
  /** Null for a guest, and once the account is gone. */
  @ApiProperty({ type: OrderOwnerResponse, nullable: true })
  user!: OrderOwnerResponse | null;

  needsReview!: boolean;
  /** Why somebody has to look at it. */
  reviewNote!: string | null;
  stripeSessionId!: string | null;
  paymentIntentId!: string | null;
  /** What went back or is on its way back. */
  refundedCents!: number;
}

export class AdminOrderDetailResponse extends AdminOrderResponse {
  /** Oldest first. */
  events!: OrderEventResponse[];
}

export class AdminOrdersResponse {
  orders!: AdminOrderResponse[];
  pagination!: PaginationResponse;
}

export class OneAdminOrderResponse {
  order!: AdminOrderDetailResponse;
}

export class ChangedOrderResponse {
  message!: string;
  order!: AdminOrderResponse;
}

export function toAdminOrder(order: AdminOrderRow): AdminOrderResponse {
  const { user, needsReview, reviewNote, stripeSessionId, paymentIntentId, refundedCents } = order;
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
  });
}

export const adminOrderDetailInclude = {
  ...adminOrderInclude,
  ...orderWithEventsInclude,
} satisfies Prisma.OrderInclude;
type DetailRow = Prisma.OrderGetPayload<{ include: typeof adminOrderDetailInclude }>;

export function toAdminOrderDetail(order: DetailRow): AdminOrderDetailResponse {
  return Object.assign(toAdminOrder(order), { events: order.events.map(toOrderEventResponse) });
}
