import { Injectable } from '@nestjs/common';
import { inPages } from '../../prisma/in-pages.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';

/** An offer holds up to 16 KB of cards. */
const OFFERS = 50;

/** What people collect and offer, for these to take away. */
@Injectable()
export class OwnCardsService {
  constructor(private readonly prisma: PrismaService) {}

  /** The cards that an account has, page by page. */
  collection(userId: string) {
    const select = {
      id: true,
      cardId: true,
      cardName: true,
      cardSet: true,
      quantity: true,
      condition: true,
      language: true,
      notes: true,
      createdAt: true,
    };
    return inPages((older, take) =>
      this.prisma.collectionItem.findMany({ where: { userId, ...older }, select, orderBy: NEWEST_FIRST, take }),
    );
  }

  /** The offers that an account made or got, page by page, without the other party. */
  offers(party: { creatorId: string } | { receiverId: string }) {
    const select = {
      id: true,
      status: true,
      creatorCards: true,
      receiverCards: true,
      message: true,
      createdAt: true,
    };
    return inPages(
      (older, take) =>
        this.prisma.tradeOffer.findMany({ where: { ...party, ...older }, select, orderBy: NEWEST_FIRST, take }),
      OFFERS,
    );
  }
}
