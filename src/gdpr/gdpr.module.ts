import { Module } from '@nestjs/common';
import { OwnReviewsModule } from '../catalog/personal-data/own-reviews.module.js';
import { OwnOrdersModule } from '../checkout/personal-data/own-orders.module.js';
import { OwnCardsModule } from '../trade/personal-data/own-cards.module.js';
import { OwnAccountModule } from '../users/personal-data/own-account.module.js';
import { ConsentController } from './consent/consent.controller.js';
import { ConsentService } from './consent/consent.service.js';
import { ExportController } from './export/export.controller.js';
import { ExportService } from './export/export.service.js';

@Module({
  imports: [OwnAccountModule, OwnOrdersModule, OwnReviewsModule, OwnCardsModule],
  controllers: [ExportController, ConsentController],
  providers: [ExportService, ConsentService],
})
export class GdprModule {}
