import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import type { MessageResponse } from '../../common/message.response.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { lockAccount } from '../../users/lock-account.js';
import { AccountGoneError } from '../../users/users.errors.js';
import { addCopies } from './add-copies.js';
import { changeLine } from './change-line.js';
import { ForeignItemError, ItemNotFoundError } from './collection.errors.js';
import type { AddItemDto } from './dto/add-item.dto.js';
import type { CollectionQuery } from './dto/collection.query.js';
import {
  toCollectionItemResponse,
  type CollectionResponse,
  type ItemSavedResponse,
} from './dto/collection.response.js';
import type { UpdateItemDto } from './dto/update-item.dto.js';

/** The cards that users have: a line for each card, language and condition of an account. */
@Injectable()
export class CollectionService {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first, with numbers about all of it. */
  async list(userId: string, query: CollectionQuery): Promise<CollectionResponse> {
    const where = { userId };
    const [items, all, [distinct]] = await Promise.all([
      this.prisma.collectionItem.findMany({
        where,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.collectionItem.aggregate({ where, _count: true, _sum: { quantity: true } }),
      this.prisma.$queryRaw<{ cards: number | bigint }[]>`
        SELECT COUNT(DISTINCT "cardId") AS "cards" FROM "CollectionItem" WHERE "userId" = ${userId}`,
    ]);
    return {
      collection: items.map(toCollectionItemResponse),
      pagination: toPagination(query, all._count),
      stats: { totalCards: all._sum.quantity ?? 0, uniqueCards: Number(distinct!.cards) },
    };
  }

  /**
   * Adds copies of a card to those in the same language and condition. Other absent fields stay as they are.
   * @throws TooManyCopiesError
   * @throws AccountGoneError
   */
  async add(userId: string, given: AddItemDto): Promise<ItemSavedResponse> {
    const {
      cardId,
      cardName,
      cardImage = null,
      cardSet = null,
      condition = null,
      language = null,
      notes = null,
    } = given;
    const copies = { userId, cardId, cardName, cardImage, cardSet, condition, language, notes };
    const item = await this.inTurn(userId, (tx) => addCopies(tx, { ...copies, quantity: given.quantity ?? 1 }));
    return { message: 'La carte a été ajoutée à votre collection.', item: toCollectionItemResponse(item) };
  }

  /**
   * Absent fields stay, null clears a text. A line that becomes equal to another one takes its copies over.
   * @throws ItemNotFoundError, ForeignItemError
   * @throws TooManyCopiesError for more than a line may have, unless it has as many already
   * @throws AccountGoneError
   */
  async update(userId: string, id: string, given: UpdateItemDto): Promise<ItemSavedResponse> {
    if (!isOpaqueId(id)) throw new ItemNotFoundError();
    const item = await this.inTurn(userId, (tx) => changeLine(tx, userId, id, given));
    if (!item) throw (await this.whyNot(userId, id)) ?? new ItemNotFoundError();
    return { message: 'La carte de votre collection a été modifiée.', item: toCollectionItemResponse(item) };
  }

  /**
   * @throws ItemNotFoundError, ForeignItemError
   * @throws AccountGoneError
   */
  async remove(userId: string, id: string): Promise<MessageResponse> {
    if (!isOpaqueId(id)) throw new ItemNotFoundError();
    const { count } = await this.inTurn(userId, (tx) => tx.collectionItem.deleteMany({ where: { id, userId } }));
    if (count === 0) throw (await this.whyNot(userId, id)) ?? new ItemNotFoundError();
    return { message: 'La carte a été retirée de votre collection.' };
  }

  /** Changes of one collection run one after the other: which lines are the same, no unique key can tell. */
  private inTurn<T>(userId: string, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      if (!(await lockAccount(tx, userId))) throw new AccountGoneError();
      return work(tx);
    });
  }

  /** @returns why a write met no row of the account's; null when there is one */
  private async whyNot(userId: string, id: string): Promise<ItemNotFoundError | ForeignItemError | null> {
    const item = await this.prisma.collectionItem.findUnique({ where: { id }, select: { userId: true } });
    if (!item) return new ItemNotFoundError();
    return item.userId === userId ? null : new ForeignItemError(id);
  }
}
