import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { CollectionItem } from '../../../generated/sqlite/client.js';

export class CollectionItemResponse {
  id!: string;
  userId!: string;
  cardId!: string;
  cardName!: string;
  cardImage!: string | null;
  cardSet!: string | null;
  /** Copies, at least 1. */
  quantity!: number;
  condition!: string | null;
  language!: string | null;
  notes!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
}

/** Of the whole collection, not of the page. */
export class CollectionStatsResponse {
  /** All copies. */
  totalCards!: number;
  /** Different cards. */
  uniqueCards!: number;
}

export class CollectionResponse {
  collection!: CollectionItemResponse[];
  pagination!: PaginationResponse;
  stats!: CollectionStatsResponse;
}

export class ItemSavedResponse {
  message!: string;
  item!: CollectionItemResponse;
}

export function toCollectionItemResponse({
  id,
  userId,
  cardId,
  cardName,
  cardImage,
  cardSet,
  quantity,
  condition,
  language,
  notes,
  createdAt,
  updatedAt,
}: CollectionItem): CollectionItemResponse {
  const card = { cardId, cardName, cardImage, cardSet };
  return { id, userId, ...card, quantity, condition, language, notes, createdAt, updatedAt };
}
