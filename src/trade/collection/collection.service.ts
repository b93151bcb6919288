import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import type { MessageResponse } from '../../common/message.response.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../../users/users.errors.js';
import { addCopies, type AddedCopies } from './add-copies.js';
import { ForeignItemError, ItemNotFoundError } from './collection.errors.js';
import type { AddItemDto } from './dto/add-item.dto.js';
import type { CollectionQuery } from './dto/collection.query.js';
import {
  toCollectionItemResponse,
  type CollectionResponse,
  type ItemSavedResponse,
} from './dto/collection.response.js';
import type { UpdateItemDto } from './dto/update-item.dto.js';
import { GIVEN_MAX, TooManyCopiesError, TOTAL_MAX } from './quantity.js';

/** The cards that people have, one row an account and card. */
@Injectable()
export class CollectionService {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first, with numbers about all of it. */
  async list(userId: string, query: CollectionQuery): Promise<CollectionResponse> {
    const where = { userId };
    const [items, all] = await Promise.all([
      this.prisma.collectionItem.findMany({
        where,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.collectionItem.aggregate({ where, _count: true, _sum: { quantity: true } }),
    ]);
    return {
      collection: items.map(toCollectionItemResponse),
      pagination: toPagination(query, all._count),
      stats: { totalCards: all._sum.quantity ?? 0, uniqueCards: all._count },
    };
  }

  /**
   * Adds copies of a card to those that are there. Absent fields stay as they are.
   * @throws TooManyCopiesError
   * @throws AccountGoneError
   */
  async add(userId: string, given: AddItemDto): Promise<ItemSavedResponse> {
    const { cardId, cardName, cardImage, cardSet, quantity, condition, language, notes } = given;
    const card = { userId, cardId, cardName, cardImage, cardSet };
    const item = await this.store({ ...card, quantity: quantity ?? 1, condition, language, notes });
    return { message: 'La carte a été ajoutée à votre collection.', item: toCollectionItemResponse(item) };
  }

  /**
   * Absent fields stay, null clears a text.
   * @throws ItemNotFoundError, ForeignItemError
   * @throws TooManyCopiesError for more than a request may set, unless there are as many already
   */
  async update(
    userId: string,
    id: string,
    { quantity, condition, language, notes }: UpdateItemDto,
  ): Promise<ItemSavedResponse> {
    if (!isOpaqueId(id)) throw new ItemNotFoundError();
    const copies = quantity ?? undefined;
    const [item] = await this.prisma.collectionItem.updateManyAndReturn({
      where: { id, userId, quantity: copies && copies > GIVEN_MAX ? { gte: copies } : undefined },
      data: { quantity: copies, condition, language, notes },
    });
    if (!item) throw (await this.whyNot(userId, id)) ?? new TooManyCopiesError(GIVEN_MAX);
    return { message: 'La carte de votre collection a été modifiée.', item: toCollectionItemResponse(item) };
  }

  /** @throws ItemNotFoundError, ForeignItemError */
  async remove(userId: string, id: string): Promise<MessageResponse> {
    if (!isOpaqueId(id)) throw new ItemNotFoundError();
    const { count } = await this.prisma.collectionItem.deleteMany({ where: { id, userId } });
    if (count === 0) throw (await this.whyNot(userId, id)) ?? new ItemNotFoundError();
    return { message: 'La carte a été retirée de votre collection.' };
  }

  private async store(copies: AddedCopies) {
    try {
      return await this.prisma.$transaction(async (tx) => {
        const id = await addCopies(tx, copies);
        if (id === null) throw new TooManyCopiesError(TOTAL_MAX);
        return tx.collectionItem.findUniqueOrThrow({ where: { id } });
      });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw new AccountGoneError();
      throw error;
    }
  }

  /** @returns why a write met no row of the account's; null when there is one */
  private async whyNot(userId: string, id: string): Promise<ItemNotFoundError | ForeignItemError | null> {
    const item = await this.prisma.collectionItem.findUnique({ where: { id }, select: { userId: true } });
    if (!item) return new ItemNotFoundError();
    return item.userId === userId ? null : new ForeignItemError(id);
  }
}
