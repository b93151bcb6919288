import { Module } from '@nestjs/common';
import { OwnCardsService } from './own-cards.service.js';

@Module({ providers: [OwnCardsService], exports: [OwnCardsService] })
export class OwnCardsModule {}
