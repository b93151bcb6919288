import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { CollectionItem } from '../../../prisma/client.js';

export class CollectionItemResponse {
  /** @example "demo-card" */
  id!: string;
  /** @example "demo-ondine" */
  userId!: string;
  /** @example "swsh3-136" */
  cardId!: string;
  /** @example "Fouinar" */
  cardName!: string;
  /** @example "https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp" */
  cardImage!: string | null;
  /** @example "Ténèbres Embrasées" */
  cardSet!: string | null;
  /** Copies, at least 1. @example 2 */
  quantity!: number;
  /** @example "Proche du neuf" */
  condition!: string | null;
  /** @example "fr" */
  language!: string | null;
  notes!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
}

/** Of the whole collection, not of the page. */
export class CollectionStatsResponse {
  /** All copies. @example 2 */
  totalCards!: number;
  /** Different cards. @example 1 */
  uniqueCards!: number;
}

export class CollectionResponse {
  collection!: CollectionItemResponse[];
  pagination!: PaginationResponse;
  stats!: CollectionStatsResponse;
}

export class ItemSavedResponse {
  /** @example "La carte a été ajoutée à votre collection." */
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
