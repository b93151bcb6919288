import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Favorite } from '../../../generated/sqlite/client.js';

export class FavoriteResponse {
  id!: string;
  userId!: string;
  cardId!: string;
  cardName!: string;
  cardImage!: string;
  cardSet!: string;
  createdAt!: Date;
}

export class FavoritesResponse {
  favorites!: FavoriteResponse[];
  pagination!: PaginationResponse;
}

export class FavoriteAddedResponse {
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
