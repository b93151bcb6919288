import { Injectable } from '@nestjs/common';
import type { MessageResponse } from '../../common/message.response.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../users.errors.js';
import type { AddFavoriteDto } from './dto/add-favorite.dto.js';
import { toFavoriteResponse, type FavoriteAddedResponse, type FavoritesResponse } from './dto/favorite.response.js';
import type { FavoritesQuery } from './dto/favorites.query.js';
import { CardAlreadyFavoriteError, FavoriteNotFoundError } from './favorites.errors.js';

/** The cards that people like, each once. */
@Injectable()
export class FavoritesService {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first. */
  async list(userId: string, query: FavoritesQuery): Promise<FavoritesResponse> {
    const where = { userId };
    const [favorites, total] = await Promise.all([
      this.prisma.favorite.findMany({ where, orderBy: NEWEST_FIRST, ...pageWindow(query) }),
      this.prisma.favorite.count({ where }),
    ]);
    return { favorites: favorites.map(toFavoriteResponse), pagination: toPagination(query, total) };
  }

  /**
   * @throws CardAlreadyFavoriteError also for the second of two at once
   * @throws AccountGoneError
   */
  async add(userId: string, { cardId, cardName, cardImage, cardSet }: AddFavoriteDto): Promise<FavoriteAddedResponse> {
    try {
      const favorite = await this.prisma.favorite.create({ data: { userId, cardId, cardName, cardImage, cardSet } });
      return { message: 'La carte est dans vos favoris.', favorite: toFavoriteResponse(favorite) };
    } catch (error) {
      if (isUniqueViolation(error)) throw new CardAlreadyFavoriteError();
      if (isForeignKeyViolation(error)) throw new AccountGoneError();
      throw error;
    }
  }

  /** @throws FavoriteNotFoundError */
  async remove(userId: string, cardId: string): Promise<MessageResponse> {
    const { count } = await this.prisma.favorite.deleteMany({ where: { userId, cardId } });
    if (count === 0) throw new FavoriteNotFoundError();
    return { message: 'La carte n’est plus dans vos favoris.' };
  }
}
