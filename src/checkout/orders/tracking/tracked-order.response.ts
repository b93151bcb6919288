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
} from '../../../prisma/client.js';
import { OrderWithEventsResponse, type OrderWithEventsRow } from '../dto/order-event.response.js';

export class TrackedItemResponse {
  /** @example "demo-order-7-01" */
  id!: string;
  /** @example "Coffret Dresseur d’Élite Flammes" */
  productName!: string;
  /** @example "Coffret Braise • Français • 1re édition" */
  variantName!: string | null;
  /** @example "Français" */
  language!: string | null;
  /** @example "1re édition" */
  edition!: string | null;
  /** @example "ETB-FLAMMES-FR" */
  sku!: string | null;
  /** @example "/uploads/7941bb2f256f79f8d8416164c9ca76db.webp" */
  imageUrl!: string | null;
  /** @example 2 */
  quantity!: number;
  /** @example 5490 */
  unitPriceCents!: number;
  /** @example 10980 */
  totalPriceCents!: number;
}

export class TrackedEventResponse {
  /** @example "cmx2xbi5c001ahu7dl04jk0m5" */
  id!: string;

  @ApiProperty({ enum: OrderEventTypes })
  type!: OrderEventType;

  message!: string | null;
  createdAt!: Date;
}

/** What the link in a mail shows: no addresses, e-mail, owner or payment. Amounts in euro cents. */
export class TrackedOrderResponse {
  /** @example "demo-order-7" */
  id!: string;
  /** @example "BLVD-20261122-7K3M9QX2VB" */
  orderNumber!: string;

  /** @example "CONFIRMED" */
  @ApiProperty({ enum: OrderStatuses })
  status!: OrderStatus;

  /** @example "PAID" */
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
  /** @example "EUR" */
  currency!: string;
  /** @example 11770 */
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
  const { id, productName, variantName, language, edition, sku, imageUrl } = item;
  const { quantity, unitPriceCents, totalPriceCents } = item;
  return { id, productName, variantName, language, edition, sku, imageUrl, quantity, unitPriceCents, totalPriceCents };
}
