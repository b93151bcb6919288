import { ApiProperty } from '@nestjs/swagger';
import {
  type OrderEvent,
  type OrderEventType,
  OrderEventType as OrderEventTypes,
  type Prisma,
} from '../../../prisma/client.js';
import { orderInclude, OrderResponse, toOrderResponse } from './order.response.js';

export const orderWithEventsInclude = {
  ...orderInclude,
  // Oldest first.
  events: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.OrderInclude;
/** As the buyer may see it. */
export const orderWithOwnEventsInclude = {
  ...orderInclude,
  events: { ...orderWithEventsInclude.events, where: { isInternal: false } },
} satisfies Prisma.OrderInclude;

export type OrderWithEventsRow = Prisma.OrderGetPayload<{ include: typeof orderWithEventsInclude }>;

export class OrderEventResponse {
  /** @example "cmx2xbi5c001ahu7dl04jk0m5" */
  id!: string;
  /** @example "demo-order-7" */
  orderId!: string;

  @ApiProperty({ enum: OrderEventTypes })
  type!: OrderEventType;

  message!: string | null;
  /** The account that did it; null for the shop itself. */
  createdBy!: string | null;
  createdAt!: Date;
}

export class OrderWithEventsResponse extends OrderResponse {
  /** Oldest first. */
  events!: OrderEventResponse[];
}

export function toOrderWithEventsResponse(order: OrderWithEventsRow): OrderWithEventsResponse {
  return Object.assign(toOrderResponse(order), { events: order.events.map(toOrderEventResponse) });
}

export function toOrderEventResponse(event: OrderEvent): OrderEventResponse {
  const { id, orderId, type, message, createdBy, createdAt } = event;
  return { id, orderId, type, message, createdBy, createdAt };
}
