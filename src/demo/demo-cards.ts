import type { Prisma } from '../prisma/client.js';
import { daysBefore } from './days-before.js';

const CARD = {
  cardId: 'swsh3-136',
  cardName: 'Fouinar',
  cardImage: 'https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp',
  cardSet: 'Ténèbres Embrasées',
};

export interface DemoCardRows {
  item: Prisma.CollectionItemUncheckedCreateInput;
  favorite: Prisma.FavoriteUncheckedCreateInput;
  offer: Prisma.TradeOfferUncheckedCreateInput;
}

/** A card in a collection, a favourite, and an offer that waits for an answer. */
export function demoCards(now: Date): DemoCardRows {
  return {
    item: {
      ...CARD,
      id: 'demo-card',
      userId: 'demo-ondine',
      quantity: 2,
      condition: 'Proche du neuf',
      language: 'fr',
      createdAt: daysBefore(now, 20),
    },
    favorite: { ...CARD, id: 'demo-favorite', userId: 'demo-ondine', createdAt: daysBefore(now, 21) },
    offer: {
      id: 'demo-offer',
      creatorId: 'demo-ondine',
      receiverId: 'demo-pierre',
      creatorCards: [{ id: CARD.cardId, name: CARD.cardName, quantity: 1 }],
      receiverCards: [{ id: 'swsh3-20', name: 'Dracaufeu VMAX', quantity: 1 }],
      message: 'Bonjour, ma Fouinar contre ton Dracaufeu ?',
      createdAt: daysBefore(now, 2),
    },
  };
}
