import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Favorite } from '../../../prisma/client.js';

export class FavoriteResponse {
  /** @example "demo-favorite" */
  id!: string;
  /** @example "demo-ondine" */
  userId!: string;
  /** @example "swsh3-136" */
  cardId!: string;
  /** @example "Fouinar" */
  cardName!: string;
  /** @example "https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp" */
  cardImage!: string;
  /** @example "Ténèbres Embrasées" */
  cardSet!: string;
  createdAt!: Date;
}

export class FavoritesResponse {
  favorites!: FavoriteResponse[];
  pagination!: PaginationResponse;
}

export class FavoriteAddedResponse {
  /** @example "La carte est dans vos favoris." */
  message!: string;
  favorite!: FavoriteResponse;
}

export function toFavoriteResponse({
  id,
  userId,
  cardId,
  cardName,
  cardImage,
  cardSet,
  createdAt,
}: Favorite): FavoriteResponse {
  return { id, userId, cardId, cardName, cardImage, cardSet, createdAt };
}
