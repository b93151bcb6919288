import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { offerInclude, toTradeOfferResponse, type OfferSavedResponse } from './dto/offer.response.js';
import { ForeignOfferError, OfferNotFoundError, OfferNotPendingError } from './offers.errors.js';

/** How a pending offer may end: whose decision it is, and what it is then. */
const ANSWERS = {
  accept: { by: 'receiverId', status: 'ACCEPTED', message: 'Vous avez accepté l’échange.' },
  reject: { by: 'receiverId', status: 'REJECTED', message: 'Vous avez refusé l’échange.' },
  cancel: { by: 'creatorId', status: 'CANCELLED', message: 'Vous avez annulé votre proposition d’échange.' },
} as const;

/** Ends of offers. Accepting records an agreement; no collection changes. */
@Injectable()
export class OfferAnswersService {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Ends a pending offer. Of several answers at once one wins.
   * @throws OfferNotFoundError, ForeignOfferError
   * @throws OfferNotPendingError for an offer that has ended, and for all answers but the one that won
   */
  async answer(userId: string, id: string, answer: keyof typeof ANSWERS): Promise<OfferSavedResponse> {
    if (!isOpaqueId(id)) throw new OfferNotFoundError();
    const { by, status, message } = ANSWERS[answer];
    const { count } = await this.prisma.tradeOffer.updateMany({
      where: { id, [by]: userId, status: 'PENDING' },
      data: { status },
    });
    // Nothing leads on from where an answer led: what is read now is what this one, or another, has decided.
    const offer = await this.prisma.tradeOffer.findUnique({ where: { id }, include: offerInclude });
    if (!offer) throw new OfferNotFoundError();
    if (offer[by] !== userId) throw new ForeignOfferError(id);
    if (count === 0) throw new OfferNotPendingError(id);
    return { message, offer: toTradeOfferResponse(offer) };
  }
}
