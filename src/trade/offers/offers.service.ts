import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { lockAccount } from '../../users/lock-account.js';
import { AccountGoneError } from '../../users/users.errors.js';
import type { MakeOfferDto } from './dto/make-offer.dto.js';
import {
  offerInclude,
  toTradeOfferResponse,
  type OfferSavedResponse,
  type OffersResponse,
  type OneOfferResponse,
} from './dto/offer.response.js';
import type { OffersQuery } from './dto/offers.query.js';
import { checkSize, receiverOf } from './offer-rules.js';
import {
  ForeignOfferError,
  OfferNotFoundError,
  ReceiverIsOneselfError,
  ReceiverNotFoundError,
  TooManyPendingOffersError,
} from './offers.errors.js';

/** Offers from one person to another that may wait for an answer at a time. */
const PENDING_MAX = 20;

/** Offers of cards for cards, as their two parties make and see them. */
@Injectable()
export class OffersService {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * @throws InvalidFieldsError when the receiver is not given in one way, or the cards are too much
   * @throws ReceiverIsOneselfError, ReceiverNotFoundError, TooManyPendingOffersError
   * @throws AccountGoneError
   */
  async make(creatorId: string, given: MakeOfferDto): Promise<OfferSavedResponse> {
    const { creatorCards, receiverCards, message } = given;
    const receiverWhere = receiverOf(given);
    checkSize(creatorCards, receiverCards);
    const receiver = await this.prisma.user.findUnique({ where: receiverWhere, select: { id: true } });
    if (!receiver) throw new ReceiverNotFoundError();
    if (receiver.id === creatorId) throw new ReceiverIsOneselfError();
    const data = { creatorId, receiverId: receiver.id, creatorCards, receiverCards, message };
    try {
      const offer = await this.prisma.$transaction(async (tx) => {
        await checkRoom(tx, creatorId, receiver.id);
        return tx.tradeOffer.create({ data, include: offerInclude });
      });
      return { message: 'Votre proposition d’échange a été envoyée.', offer: toTradeOfferResponse(offer) };
    } catch (error) {
      // The creator's row is locked, so the receiver was deleted meanwhile.
      if (isForeignKeyViolation(error)) throw new ReceiverNotFoundError();
      throw error;
    }
  }

  /** Newest first. */
  async list(userId: string, query: OffersQuery): Promise<OffersResponse> {
    const where = offersOf(userId, query.type);
    const [offers, total] = await Promise.all([
      this.prisma.tradeOffer.findMany({
        where,
        include: offerInclude,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.tradeOffer.count({ where }),
    ]);
    return { offers: offers.map(toTradeOfferResponse), pagination: toPagination(query, total) };
  }

  /** @throws OfferNotFoundError, ForeignOfferError */
  async get(userId: string, id: string): Promise<OneOfferResponse> {
    const offer = isOpaqueId(id)
      ? await this.prisma.tradeOffer.findUnique({ where: { id }, include: offerInclude })
      : null;
    if (!offer) throw new OfferNotFoundError();
    if (offer.creatorId !== userId && offer.receiverId !== userId) throw new ForeignOfferError(id);
    return { offer: toTradeOfferResponse(offer) };
  }
}

/** @throws TooManyPendingOffersError, AccountGoneError */
async function checkRoom(tx: Prisma.TransactionClient, creatorId: string, receiverId: string): Promise<void> {
  // One offer of an account's at a time until the transaction ends: several at once can't all find room for one.
  if (!(await lockAccount(tx, creatorId))) throw new AccountGoneError();
  const pending = await tx.tradeOffer.count({ where: { creatorId, receiverId, status: 'PENDING' } });
  if (pending >= PENDING_MAX) throw new TooManyPendingOffersError(creatorId, receiverId);
}

function offersOf(userId: string, type: OffersQuery['type']): Prisma.TradeOfferWhereInput {
  switch (type) {
    case 'sent':
      return { creatorId: userId };
    case 'received':
      return { receiverId: userId };
    default:
      return { OR: [{ creatorId: userId }, { receiverId: userId }] };
  }
}
