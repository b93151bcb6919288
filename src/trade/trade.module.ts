import { Module } from '@nestjs/common';
import { CardsController } from './cards.controller.js';
import { CardsService } from './cards.service.js';
import { CollectionController } from './collection/collection.controller.js';
import { CollectionService } from './collection/collection.service.js';
import { CardAnswers } from './kept/card-answers.js';
import { SnapshotStore } from './kept/snapshot.store.js';
import { TcgdexGateway } from './tcgdex.gateway.js';

@Module({
  controllers: [CardsController, CollectionController],
  providers: [CardsService, CardAnswers, SnapshotStore, TcgdexGateway, CollectionService],
})
export class TradeModule {}
