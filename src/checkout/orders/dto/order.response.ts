import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import {
  type Carrier,
  Carrier as Carriers,
  type FulfillmentStatus,
  FulfillmentStatus as FulfillmentStatuses,
  type OrderStatus,
  OrderStatus as OrderStatuses,
  type Prisma,
} from '../../../generated/sqlite/client.js';
import type { Address, BillingAddress } from '../../fulfilment/addresses.js';

export const orderInclude = { items: { orderBy: { id: 'asc' } } } satisfies Prisma.OrderInclude;
export type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderInclude }>;

export class PostalAddressResponse {
  line1!: string;
  line2!: string | null;
  postal_code!: string;
  city!: string;
  state!: string | null;
  country!: string;
}

export class ShippingAddressResponse {
  name!: string | null;
  phone!: string | null;

  @ApiProperty({ type: PostalAddressResponse, nullable: true })
  address!: PostalAddressResponse | null;
}

export class BillingAddressResponse extends ShippingAddressResponse {
  email!: string | null;
}

/** What was bought, as it was then; it outlives product and variant. Amounts in euro cents. */
export class OrderItemResponse {
  id!: string;
  orderId!: string;
  productId!: string | null;
  productVariantId!: string | null;
  productName!: string;
  variantName!: string | null;
  imageUrl!: string | null;
  /** @example 2 */
  quantity!: number;
  unitPriceCents!: number;
  totalPriceCents!: number;
  createdAt!: Date;
}

/** Amounts in euro cents. */
export class OrderResponse {
  id!: string;
  userId!: string | null;
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
  subtotalCents!: number;
  discountCents!: number;
  promoCode!: string | null;
  shippingMethod!: string | null;
  shippingCost!: number | null;
  /** What was paid: subtotal − discount + shipping. */
  totalCents!: number;
  currency!: string;
  paymentMethod!: string | null;

  @ApiProperty({ type: ShippingAddressResponse, nullable: true })
  shippingAddress!: Address | null;

  @ApiProperty({ type: BillingAddressResponse, nullable: true })
  billingAddress!: BillingAddress | null;

  createdAt!: Date;
  updatedAt!: Date;
  items!: OrderItemResponse[];
}

export class OrdersResponse {
  orders!: OrderResponse[];
  pagination!: PaginationResponse;
}

export class OneOrderResponse {
  order!: OrderResponse;
}

export function toOrderResponse(order: OrderRow): OrderResponse {
  return {
    id: order.id,
    userId: order.userId,
    orderNumber: order.orderNumber,
    status: order.status,
    fulfillmentStatus: order.fulfillmentStatus,
    carrier: order.carrier,
    trackingNumber: order.trackingNumber,
    trackingUrl: order.trackingUrl,
    shippedAt: order.shippedAt,
    deliveredAt: order.deliveredAt,
    subtotalCents: order.subtotalCents,
    discountCents: order.discountCents,
    promoCode: order.promoCode,
    shippingMethod: order.shippingMethod,
    shippingCost: order.shippingCost,
    totalCents: order.totalCents,
    currency: order.currency,
    paymentMethod: order.paymentMethod,
    // Written by fulfilment/paid-order.ts and by nobody else.
    shippingAddress: order.shippingAddress as Address | null,
    billingAddress: order.billingAddress as BillingAddress | null,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    items: order.items.map(toOrderItemResponse),
  };
}

function toOrderItemResponse(item: OrderRow['items'][number]): OrderItemResponse {
  return {
    id: item.id,
    orderId: item.orderId,
    productId: item.productId,
    productVariantId: item.productVariantId,
    productName: item.productName,
    variantName: item.variantName,
    imageUrl: item.imageUrl,
    quantity: item.quantity,
    unitPriceCents: item.unitPriceCents,
    totalPriceCents: item.totalPriceCents,
    createdAt: item.createdAt,
  };
}
