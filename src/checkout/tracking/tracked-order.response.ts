import { ApiProperty } from '@nestjs/swagger';
import {
  type Carrier,
  Carrier as Carriers,
  type FulfillmentStatus,
  FulfillmentStatus as FulfillmentStatuses,
  type OrderEventType,
  OrderEventType as OrderEventTypes,
  type OrderStatus,
  OrderStatus as OrderStatuses,
} from '../../generated/sqlite/client.js';
import { OrderWithEventsResponse, type OrderWithEventsRow } from '../orders/dto/order-event.response.js';

export class TrackedItemResponse {
  id!: string;
  productName!: string;
  variantName!: string | null;
  imageUrl!: string | null;
  /** @example 2 */
  quantity!: number;
  unitPriceCents!: number;
  totalPriceCents!: number;
}

export class TrackedEventResponse {
  id!: string;

  @ApiProperty({ enum: OrderEventTypes })
  type!: OrderEventType;

  message!: string | null;
  createdAt!: Date;
}

/** What the link in a mail shows: no addresses, e-mail, owner or payment. Amounts in euro cents. */
export class TrackedOrderResponse {
  id!: string;
  /** @example "BLVD-20261122-7K3M9QX2VB" */
  orderNumber!: string;

  @ApiProperty({ enum: OrderStatuses })
  status!: OrderStatus;

  @ApiProperty({ enum: FulfillmentStatuses })
  fulfillmentStatus!: FulfillmentStatus;

  @ApiProperty({ enum: Carriers, nullable: true })
  carrier!: Carrier | null;

  trackingNumber!: string | null;
  trackingUrl!: string | null;
  shippedAt!: Date | null;
  deliveredAt!: Date | null;
  items!: TrackedItemResponse[];
  /** Oldest first. */
  events!: TrackedEventResponse[];
  createdAt!: Date;
  updatedAt!: Date;
  currency!: string;
  totalCents!: number;
}

export class TokenTrackingResponse {
  order!: TrackedOrderResponse;

  @ApiProperty({ enum: ['token'] })
  access!: 'token';
}

export class OwnerTrackingResponse {
  order!: OrderWithEventsResponse;

  @ApiProperty({ enum: ['owner'] })
  access!: 'owner';
}

export function toTrackedOrderResponse(order: OrderWithEventsRow): TrackedOrderResponse {
  return {
    id: order.id,
    orderNumber: order.orderNumber,
    status: order.status,
    fulfillmentStatus: order.fulfillmentStatus,
    carrier: order.carrier,
    trackingNumber: order.trackingNumber,
    trackingUrl: order.trackingUrl,
    shippedAt: order.shippedAt,
    deliveredAt: order.deliveredAt,
    items: order.items.map(toTrackedItem),
    events: order.events.map(({ id, type, message, createdAt }) => ({ id, type, message, createdAt })),
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    currency: order.currency,
    totalCents: order.totalCents,
  };
}

function toTrackedItem(item: OrderWithEventsRow['items'][number]): TrackedItemResponse {
  const { id, productName, variantName, imageUrl, quantity, unitPriceCents, totalPriceCents } = item;
  return { id, productName, variantName, imageUrl, quantity, unitPriceCents, totalPriceCents };
}
