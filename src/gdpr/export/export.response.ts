import { ApiProperty } from '@nestjs/swagger';
import {
  OrderStatus as OrderStatuses,
  TradeStatus as TradeStatuses,
  type OrderStatus,
  type TradeStatus,
} from '../../prisma/client.js';
import { ProfileResponse } from '../../users/dto/profile.response.js';

const CARDS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;

const SHIPPING_ADDRESS = {
  name: 'Ondine Azuria',
  phone: null,
  address: { line1: '8 quai des Sirènes', postal_code: '13002', city: 'Marseille', country: 'France' },
};

export class ExportedUserResponse {
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
  bio!: string | null;
  /** @example true */
  isVerified!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
  /** @example false */
  marketingConsent!: boolean;
  marketingConsentAt!: Date | null;
  /** @example false */
  analyticsConsent!: boolean;
  analyticsConsentAt!: Date | null;
  privacyPolicyVersion!: string | null;
  privacyAcceptedAt!: Date | null;
}

export class ExportedOrderItemResponse {
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
  /** @example 2 */
  quantity!: number;
  /** @example 5490 */
  unitPriceCents!: number;
  /** @example 10980 */
  totalPriceCents!: number;
}

/** Amounts in cents of its currency. */
export class ExportedOrderResponse {
  /** @example "demo-order-7" */
  id!: string;
  /** @example "BLVD-20261122-7K3M9QX2VB" */
  orderNumber!: string;

  /** @example "CONFIRMED" */
  @ApiProperty({ enum: OrderStatuses })
  status!: OrderStatus;

  /** @example 11770 */
  totalCents!: number;
  /** @example "EUR" */
  currency!: string;
  /** @example "card" */
  paymentMethod!: string | null;
  /** @example "visa" */
  paymentBrand!: string | null;
  /** @example "4242" */
  paymentLast4!: string | null;
  /** @example "COLISSIMO_HOME" */
  shippingMethod!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: SHIPPING_ADDRESS })
  shippingAddress!: unknown;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: SHIPPING_ADDRESS })
  billingAddress!: unknown;

  createdAt!: Date;
  items!: ExportedOrderItemResponse[];
}

/** A purchase that is not paid yet, or whose payment the bank is still processing. */
export class ExportedCheckoutSessionResponse {
  /** @example "3f0c2b1e-8a4d-4f6b-9c55-0d7e6a1b2c3d" */
  id!: string;
  /**
   * In euro cents; null when the delivery is chosen on Stripe's page.
   * @example 11770
   */
  totalCents!: number | null;

  /** As it was typed; null when it is typed on Stripe's page. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: SHIPPING_ADDRESS })
  shippingAddress!: unknown;

  createdAt!: Date;
  expiresAt!: Date;
}

export class ExportedFavoriteResponse {
  /** @example "swsh3-136" */
  cardId!: string;
  /** @example "Fouinar" */
  cardName!: string;
  /** @example "Ténèbres Embrasées" */
  cardSet!: string;
  createdAt!: Date;
}

export class ExportedReviewProductResponse {
  /** @example "Protège-cartes mats (50)" */
  name!: string;
  /** @example "protege-cartes-mats" */
  slug!: string;
}

export class ExportedReviewResponse {
  /** @example 4 */
  rating!: number;
  /** @example "Glissent bien" */
  title!: string | null;
  /** @example "Le mélange est très agréable." */
  comment!: string | null;
  createdAt!: Date;
  product!: ExportedReviewProductResponse;
}

export class ExportedCollectionItemResponse {
  /** @example "swsh3-136" */
  cardId!: string;
  /** @example "Fouinar" */
  cardName!: string;
  /** @example "Ténèbres Embrasées" */
  cardSet!: string | null;
  /** @example 2 */
  quantity!: number;
  /** @example "Proche du neuf" */
  condition!: string | null;
  /** @example "fr" */
  language!: string | null;
  notes!: string | null;
  createdAt!: Date;
}

export class ExportedTradeOfferResponse {
  /** @example "demo-offer" */
  id!: string;

  @ApiProperty({ enum: TradeStatuses })
  status!: TradeStatus;

  @ApiProperty({ ...CARDS, example: [{ id: 'swsh3-136', name: 'Fouinar', quantity: 1 }] })
  creatorCards!: unknown;

  @ApiProperty({ ...CARDS, example: [{ id: 'swsh3-20', name: 'Dracaufeu VMAX', quantity: 1 }] })
  receiverCards!: unknown;

  /** @example "Bonjour, ma Fouinar contre ton Dracaufeu ?" */
  message!: string | null;
  createdAt!: Date;
}

export class ExportedTradeOffersResponse {
  created!: ExportedTradeOfferResponse[];
  received!: ExportedTradeOfferResponse[];
}

/** Everything that the shop knows of an account, each list newest first. */
export class ExportResponse {
  exportDate!: Date;
  /** @example "1.0" */
  exportVersion!: string;
  user!: ExportedUserResponse;
  @ApiProperty({ type: ProfileResponse, nullable: true })
  profile!: ProfileResponse | null;
  orders!: ExportedOrderResponse[];
  openCheckoutSessions!: ExportedCheckoutSessionResponse[];
  favorites!: ExportedFavoriteResponse[];
  reviews!: ExportedReviewResponse[];
  collection!: ExportedCollectionItemResponse[];
  tradeOffers!: ExportedTradeOffersResponse;
}
