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
} from '../../../prisma/client.js';
import type { Address, BillingAddress } from '../../rules/addresses.js';

export const orderInclude = { items: { orderBy: { id: 'asc' } } } satisfies Prisma.OrderInclude;
export type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderInclude }>;

export class PostalAddressResponse {
  /** @example "8 quai des Sirènes" */
  line1!: string;
  line2!: string | null;
  /** @example "13002" */
  postal_code!: string;
  /** @example "Marseille" */
  city!: string;
  state!: string | null;
  /** As it was typed. @example "France" */
  country!: string;
  /** Two letters, where the country is known by what was typed. @example FR */
  countryCode!: string | null;
}

export class ShippingAddressResponse {
  /** @example "Ondine Azuria" */
  name!: string | null;
  phone!: string | null;

  @ApiProperty({ type: PostalAddressResponse, nullable: true })
  address!: PostalAddressResponse | null;
}

export class BillingAddressResponse extends ShippingAddressResponse {
  /** @example "ondine@example.com" */
  email!: string | null;
}

/** An ordered item as it was at purchase; kept when product and variant are deleted. Amounts in euro cents. */
export class OrderItemResponse {
  /** @example "demo-order-7-01" */
  id!: string;
  /** @example "demo-order-7" */
  orderId!: string;
  /** @example "demo-etb-flammes" */
  productId!: string | null;
  /** @example "demo-etb-flammes-fr" */
  productVariantId!: string | null;
  /** @example "Coffret Dresseur d’Élite Flammes" */
  productName!: string;
  /**
   * Label of the variant: name, language and edition, without "Standard". Null when empty.
   * @example "Coffret Braise • Français • 1re édition"
   */
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
  createdAt!: Date;
}

/** Amounts in euro cents. */
export class OrderResponse {
  /** @example "demo-order-7" */
  id!: string;
  /** @example "demo-ondine" */
  userId!: string | null;
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
  /** @example 10980 */
  subtotalCents!: number;
  /** @example 0 */
  discountCents!: number;
  promoCode!: string | null;
  /** @example "COLISSIMO_HOME" */
  shippingMethod!: string | null;
  /** @example 790 */
  shippingCost!: number | null;
  /** What was paid: subtotal − discount + shipping. @example 11770 */
  totalCents!: number;
  /** @example "EUR" */
  currency!: string;
  /** Paid with a test key of Stripe: no money was taken. @example false */
  isTest!: boolean;
  /** Stripe's name; `card` in the first minute. @example "card" */
  paymentMethod!: string | null;
  /** @example "visa" */
  paymentBrand!: string | null;
  /** @example "4242" */
  paymentLast4!: string | null;

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
    isTest: order.isTest,
    paymentMethod: order.paymentMethod,
    paymentBrand: order.paymentBrand,
    paymentLast4: order.paymentLast4,
    // Written by orders/placement/paid-order.ts only.
    shippingAddress: withCountryCode(order.shippingAddress as Address | null),
    billingAddress: withCountryCode(order.billingAddress as BillingAddress | null),
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    items: order.items.map(toOrderItemResponse),
  };
}

function withCountryCode<A extends Address>(address: A | null): A | null {
  if (!address?.address) return address;
  return { ...address, address: { ...address.address, countryCode: address.address.countryCode ?? null } };
}

function toOrderItemResponse(item: OrderRow['items'][number]): OrderItemResponse {
  return {
    id: item.id,
    orderId: item.orderId,
    productId: item.productId,
    productVariantId: item.productVariantId,
    productName: item.productName,
    variantName: item.variantName,
    language: item.language,
    edition: item.edition,
    sku: item.sku,
    imageUrl: item.imageUrl,
    quantity: item.quantity,
    unitPriceCents: item.unitPriceCents,
    totalPriceCents: item.totalPriceCents,
    createdAt: item.createdAt,
  };
}
