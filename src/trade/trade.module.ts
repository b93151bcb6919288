import { Module } from '@nestjs/common';
import { CardsController } from './cards.controller.js';
import { CardsService } from './cards.service.js';
import { CollectionController } from './collection/collection.controller.js';
import { CollectionService } from './collection/collection.service.js';
import { CardAnswers } from './kept/card-answers.js';
import { SnapshotStore } from './kept/snapshot.store.js';
import { OfferAnswersService } from './offers/offer-answers.service.js';
import { OffersController } from './offers/offers.controller.js';
import { OffersService } from './offers/offers.service.js';
import { TcgdexGateway } from './tcgdex.gateway.js';

@Module({
  controllers: [CardsController, CollectionController, OffersController],
  providers: [
    CardsService,
    CardAnswers,
    SnapshotStore,
    TcgdexGateway,
    CollectionService,
    OffersService,
    OfferAnswersService,
  ],
})
export class TradeModule {}
