import { ApiProperty } from '@nestjs/swagger';
import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import { type Prisma, type TradeStatus, TradeStatus as TradeStatuses } from '../../../prisma/client.js';

/** What each side may know of the other, and no more. */
const partnerSelect = { id: true, username: true, firstName: true, avatar: true } satisfies Prisma.UserSelect;

export const offerInclude = {
  creator: { select: partnerSelect },
  receiver: { select: partnerSelect },
} satisfies Prisma.TradeOfferInclude;
export type OfferRow = Prisma.TradeOfferGetPayload<{ include: typeof offerInclude }>;

const CARDS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;

export class PartnerResponse {
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine" */
  username!: string;
  /** @example "Ondine" */
  firstName!: string | null;
  avatar!: string | null;
}

export class TradeOfferResponse {
  /** @example "demo-offer" */
  id!: string;
  /** @example "demo-ondine" */
  creatorId!: string;
  /** @example "demo-pierre" */
  receiverId!: string;

  @ApiProperty({ enum: TradeStatuses })
  status!: TradeStatus;

  /** What is offered, as it was sent. */
  @ApiProperty({ ...CARDS, example: [{ id: 'swsh3-136', name: 'Fouinar', quantity: 1 }] })
  creatorCards!: unknown;

  /** What is asked for, as it was sent. */
  @ApiProperty({ ...CARDS, example: [{ id: 'swsh3-20', name: 'Dracaufeu VMAX', quantity: 1 }] })
  receiverCards!: unknown;

  /** @example "Bonjour, ma Fouinar contre ton Dracaufeu ?" */
  message!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  creator!: PartnerResponse;
  receiver!: PartnerResponse;
}

export class OffersResponse {
  offers!: TradeOfferResponse[];
  pagination!: PaginationResponse;
}

export class OneOfferResponse {
  offer!: TradeOfferResponse;
}

export class OfferSavedResponse {
  /** @example "Votre proposition d’échange a été envoyée." */
  message!: string;
  offer!: TradeOfferResponse;
}

export function toTradeOfferResponse(row: OfferRow): TradeOfferResponse {
  const { id, creatorId, receiverId, status, creatorCards, receiverCards, message, createdAt, updatedAt } = row;
  return {
    ...{ id, creatorId, receiverId, status, creatorCards, receiverCards, message, createdAt, updatedAt },
    creator: toPartnerResponse(row.creator),
    receiver: toPartnerResponse(row.receiver),
  };
}

function toPartnerResponse({ id, username, firstName, avatar }: OfferRow['creator']): PartnerResponse {
  return { id, username, firstName, avatar };
}
