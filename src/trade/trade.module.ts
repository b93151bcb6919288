import { Module } from '@nestjs/common';
import { CardsController } from './cards.controller.js';
import { CardsService } from './cards.service.js';
import { CollectionController } from './collection/collection.controller.js';
import { CollectionService } from './collection/collection.service.js';
import { OfferAnswersService } from './offers/offer-answers.service.js';
import { OffersController } from './offers/offers.controller.js';
import { OffersService } from './offers/offers.service.js';
import { TcgdexGateway } from './tcgdex.gateway.js';
import { CardSources } from './upstream-cache/card-sources.js';
import { StaleCacheStore } from './upstream-cache/stale-cache.store.js';
import { UpstreamCacheService } from './upstream-cache/upstream-cache.service.js';

@Module({
  controllers: [CardsController, CollectionController, OffersController],
  providers: [
    CardsService,
    CardSources,
    UpstreamCacheService,
    StaleCacheStore,
    TcgdexGateway,
    CollectionService,
    OffersService,
    OfferAnswersService,
  ],
})
export class TradeModule {}
