import { ApiProperty } from '@nestjs/swagger';
import {
  OrderStatus as OrderStatuses,
  TradeStatus as TradeStatuses,
  type OrderStatus,
  type TradeStatus,
} from '../../generated/sqlite/client.js';
import { ProfileResponse } from '../../users/dto/profile.response.js';

export class ExportedUserResponse {
  id!: string;
  email!: string;
  username!: string;
  firstName!: string | null;
  lastName!: string | null;
  bio!: string | null;
  isVerified!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
  marketingConsent!: boolean;
  marketingConsentAt!: Date | null;
  analyticsConsent!: boolean;
  analyticsConsentAt!: Date | null;
  privacyPolicyVersion!: string | null;
  privacyAcceptedAt!: Date | null;
}

export class ExportedOrderItemResponse {
  productName!: string;
  variantName!: string | null;
  quantity!: number;
  unitPriceCents!: number;
  totalPriceCents!: number;
}

/** Amounts in cents of its currency. */
export class ExportedOrderResponse {
  id!: string;
  orderNumber!: string;

  @ApiProperty({ enum: OrderStatuses })
  status!: OrderStatus;

  totalCents!: number;
  currency!: string;
  shippingMethod!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  shippingAddress!: unknown;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  billingAddress!: unknown;

  createdAt!: Date;
  items!: ExportedOrderItemResponse[];
}

export class ExportedFavoriteResponse {
  cardId!: string;
  cardName!: string;
  cardSet!: string;
  createdAt!: Date;
}

export class ExportedReviewProductResponse {
  name!: string;
  slug!: string;
}

export class ExportedReviewResponse {
  rating!: number;
  title!: string | null;
  comment!: string | null;
  createdAt!: Date;
  product!: ExportedReviewProductResponse;
}

export class ExportedCollectionItemResponse {
  cardId!: string;
  cardName!: string;
  cardSet!: string | null;
  quantity!: number;
  condition!: string | null;
  language!: string | null;
  notes!: string | null;
  createdAt!: Date;
}

export class ExportedTradeOfferResponse {
  id!: string;

  @ApiProperty({ enum: TradeStatuses })
  status!: TradeStatus;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  creatorCards!: unknown;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  receiverCards!: unknown;

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
  favorites!: ExportedFavoriteResponse[];
  reviews!: ExportedReviewResponse[];
  collection!: ExportedCollectionItemResponse[];
  tradeOffers!: ExportedTradeOffersResponse;
}
